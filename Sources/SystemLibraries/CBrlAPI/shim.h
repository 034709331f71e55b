// BrlAPI, BRLTTY's service for programs. The library is not linked but loaded when it is first wanted: few computers have a
// braille display, and a program that links a library does not start without it.
#pragma once
#include <brlapi.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

/// The library's functions; all of them or none.
typedef struct {
    void *library;
    __typeof__(&brlapi_getHandleSize) handle_size;
    __typeof__(&brlapi__openConnection) open;
    __typeof__(&brlapi__closeConnection) close;
    __typeof__(&brlapi__setExceptionHandler) set_handler;
    __typeof__(&brlapi__setParameter) set_parameter;
    __typeof__(&brlapi__getDisplaySize) size;
    __typeof__(&brlapi__enterTtyModeWithPath) enter;
    __typeof__(&brlapi__leaveTtyMode) leave;
    __typeof__(&brlapi__ignoreKeys) ignore_keys;
    __typeof__(&brlapi__write) write;
} cbrlapi_library;

/// Loads the library. False where this computer has none, or another one.
static inline bool cbrlapi_load(cbrlapi_library *api, const char *name) {
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!library) return false;
    *api = (cbrlapi_library){
        library,
        (__typeof__(api->handle_size))dlsym(library, "brlapi_getHandleSize"),
        (__typeof__(api->open))dlsym(library, "brlapi__openConnection"),
        (__typeof__(api->close))dlsym(library, "brlapi__closeConnection"),
        (__typeof__(api->set_handler))dlsym(library, "brlapi__setExceptionHandler"),
        (__typeof__(api->set_parameter))dlsym(library, "brlapi__setParameter"),
        (__typeof__(api->size))dlsym(library, "brlapi__getDisplaySize"),
        (__typeof__(api->enter))dlsym(library, "brlapi__enterTtyModeWithPath"),
        (__typeof__(api->leave))dlsym(library, "brlapi__leaveTtyMode"),
        (__typeof__(api->ignore_keys))dlsym(library, "brlapi__ignoreKeys"),
        (__typeof__(api->write))dlsym(library, "brlapi__write"),
    };
    if (api->handle_size && api->open && api->close && api->set_handler && api->set_parameter && api->size && api->enter
        && api->leave && api->ignore_keys && api->write) return true;
    dlclose(library);
    api->library = NULL;
    return false;
}

/// The library's own handler of exceptions ends the program.
static inline void BRLAPI_STDCALL cbrlapi_exception(
    brlapi_handle_t *handle, int error, brlapi_packetType_t type, const void *packet, size_t size) {
    (void)handle, (void)error, (void)type, (void)packet, (void)size;
}

/// A connection that is not open yet; freed by `cbrlapi_close`. NULL where there is no memory.
static inline void *cbrlapi_make(const cbrlapi_library *api) { return calloc(1, api->handle_size()); }

/// Connects to the server (NULL: BRLAPI_HOST or this computer's; NULL: BRLAPI_AUTH or the default key). May block. Returns the
/// socket, or -1.
static inline int cbrlapi_open(const cbrlapi_library *api, void *handle, const char *host, const char *auth) {
    brlapi_connectionSettings_t settings = {.auth = auth, .host = host};
    int fd = api->open((brlapi_handle_t *)handle, &settings, NULL);
    if (fd < 0) return -1;
    api->set_handler((brlapi_handle_t *)handle, cbrlapi_exception);
    // Above a screen reader's lines (50), for as long as the message stands. An older server knows no priorities.
    uint32_t priority = 80;
    api->set_parameter(
        (brlapi_handle_t *)handle, BRLAPI_PARAM_CLIENT_PRIORITY, 0, BRLAPI_PARAMF_LOCAL, &priority, sizeof priority);
    return fd;
}

/// Closes an open connection and frees it; `is_open` is false for one that was never opened.
static inline void cbrlapi_close(const cbrlapi_library *api, void *handle, bool is_open) {
    if (is_open) api->close((brlapi_handle_t *)handle);
    free(handle);
}

/// Cells of the display, or -1 where the connection is over. 0: there is a server and no display.
static inline int cbrlapi_cells(const cbrlapi_library *api, void *handle) {
    unsigned int columns = 0, rows = 0;
    if (api->size((brlapi_handle_t *)handle, &columns, &rows) < 0 || columns > 1024 || rows > 64) return -1;
    return (int)(columns * rows);
}

/// Takes the display, whatever terminal is in front, and none of its keys.
static inline bool cbrlapi_enter(const cbrlapi_library *api, void *handle) {
    return api->enter((brlapi_handle_t *)handle, NULL, 0, NULL) >= 0
        && api->ignore_keys((brlapi_handle_t *)handle, brlapi_rangeType_all, NULL, 0) >= 0;
}

/// Gives the display back: the screen is read as before.
static inline bool cbrlapi_leave(const cbrlapi_library *api, void *handle) {
    return api->leave((brlapi_handle_t *)handle) >= 0;
}

/// Writes a text of exactly `characters` characters, in UTF-8 whatever the locale says.
static inline bool cbrlapi_write(const cbrlapi_library *api, void *handle, const char *text, int characters) {
    brlapi_writeArguments_t arguments = BRLAPI_WRITEARGUMENTS_INITIALIZER;
    arguments.regionBegin = 1;
    arguments.regionSize = characters;
    arguments.text = text;
    arguments.cursor = BRLAPI_CURSOR_OFF;
    arguments.charset = "UTF-8";
    return api->write((brlapi_handle_t *)handle, &arguments) >= 0;
}

/// Whether the connection is to be given up: the server closed it, or says something that nobody asked for (we take no keys).
static inline bool cbrlapi_is_over(int fd) {
    char octet;
    return recv(fd, &octet, 1, MSG_PEEK | MSG_DONTWAIT) >= 0;
}
