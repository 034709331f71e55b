#pragma once
#include <alsa/asoundlib.h>

static inline void calsa_drop_message(const char *file, int line, const char *function, int error, const char *format, ...) {
    (void)file; (void)line; (void)function; (void)error; (void)format;
}

/// libasound prints its complaints on standard error, which is the terminal's screen: drop them, the return values tell.
static inline void calsa_silence(void) { snd_lib_error_set_handler(calsa_drop_message); }
