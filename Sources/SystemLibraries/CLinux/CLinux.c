#define _GNU_SOURCE 1
#include "CLinux.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <linux/sockios.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <sys/ioctl.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/resource.h>
#include <unistd.h>
#include <sys/mman.h>

int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void clinux_eventfd_signal(int fd) {
    uint64_t one = 1;
    ssize_t written = write(fd, &one, sizeof one);
    (void)written;
}

uint64_t clinux_counter_read(int fd) {
    uint64_t count = 0;
    return read(fd, &count, sizeof count) == sizeof count ? count : 0;
}

int clinux_timerfd_every(int64_t nanoseconds) {
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (fd < 0) return -1;
    struct timespec period = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    struct itimerspec timer = {period, period};
    if (timerfd_settime(fd, 0, &timer, NULL) != 0) {
        int saved = errno;
        close(fd);
        errno = saved;
        return -1;
    }
    return fd;
}

int clinux_ppoll(struct pollfd *fds, nfds_t count, int64_t nanoseconds) {
    if (nanoseconds < 0) return ppoll(fds, count, NULL, NULL);
    struct timespec timeout = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    return ppoll(fds, count, &timeout, NULL);
}

int clinux_wcwidth(uint32_t character) { return wcwidth((wchar_t)character); }

int clinux_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

void clinux_name_thread(const char *name) {
    char kept[16];
    strncpy(kept, name, 15);
    kept[15] = 0;
    pthread_setname_np(pthread_self(), kept);
}

static socklen_t address_of(const clinux_endpoint *endpoint, struct sockaddr_storage *storage) {
    memset(storage, 0, sizeof *storage);
    if (endpoint->is_ipv6) {
        struct sockaddr_in6 *address = (struct sockaddr_in6 *)storage;
        address->sin6_family = AF_INET6;
        address->sin6_port = htons(endpoint->port);
        memcpy(&address->sin6_addr, &endpoint->high, 8);
        memcpy((char *)&address->sin6_addr + 8, &endpoint->low, 8);
        return sizeof *address;
    }
    struct sockaddr_in *address = (struct sockaddr_in *)storage;
    address->sin_family = AF_INET;
    address->sin_port = htons(endpoint->port);
    memcpy(&address->sin_addr, &endpoint->high, 4);
    return sizeof *address;
}

static void endpoint_of(const struct sockaddr_storage *storage, clinux_endpoint *endpoint) {
    memset(endpoint, 0, sizeof *endpoint);
    if (storage->ss_family == AF_INET6) {
        const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)storage;
        memcpy(&endpoint->high, &address->sin6_addr, 8);
        memcpy(&endpoint->low, (const char *)&address->sin6_addr + 8, 8);
        endpoint->port = ntohs(address->sin6_port);
        endpoint->is_ipv6 = 1;
    } else if (storage->ss_family == AF_INET) {
        const struct sockaddr_in *address = (const struct sockaddr_in *)storage;
        memcpy(&endpoint->high, &address->sin_addr, 4);
        endpoint->port = ntohs(address->sin_port);
    }
}

int clinux_endpoint_parse(const char *host, uint16_t port, clinux_endpoint *endpoint) {
    unsigned char octets[16];
    memset(endpoint, 0, sizeof *endpoint);
    endpoint->port = port;
    if (inet_pton(AF_INET, host, octets) == 1) {
        memcpy(&endpoint->high, octets, 4);
        return 0;
    }
    if (inet_pton(AF_INET6, host, octets) != 1) return -1;
    memcpy(&endpoint->high, octets, 8);
    memcpy(&endpoint->low, octets + 8, 8);
    endpoint->is_ipv6 = 1;
    return 0;
}

static int refuse(int fd) {
    int saved = errno;
    close(fd);
    errno = saved;
    return -1;
}

static int bound_socket(int type, const char *host, uint16_t port, uint16_t *bound_port) {
    clinux_endpoint endpoint;
    if (clinux_endpoint_parse(host, port, &endpoint) != 0) {
        errno = EINVAL;
        return -1;
    }
    struct sockaddr_storage storage;
    socklen_t length = address_of(&endpoint, &storage);
    int fd = socket(storage.ss_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    int on = 1;
    if (type == SOCK_STREAM) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (endpoint.is_ipv6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&storage, length) != 0) return refuse(fd);
    length = sizeof storage;
    if (getsockname(fd, (struct sockaddr *)&storage, &length) != 0) return refuse(fd);
    endpoint_of(&storage, &endpoint);
    *bound_port = endpoint.port;
    return fd;
}

int clinux_udp_bind(const char *host, uint16_t port, uint16_t *bound_port) {
    return bound_socket(SOCK_DGRAM, host, port, bound_port);
}

int clinux_mark_expedited(int fd) {
    // 46, the class of telephone sound, above the two bits of ECN; which of the two a socket has depends on its family.
    const int field = 46 << 2;
    int four = setsockopt(fd, IPPROTO_IP, IP_TOS, &field, sizeof field);
    int six = setsockopt(fd, IPPROTO_IPV6, IPV6_TCLASS, &field, sizeof field);
    return four == 0 || six == 0 ? 0 : -1;
}

int clinux_expedited_class(int fd, int is_ipv6) {
    int field = 0;
    socklen_t length = sizeof field;
    int level = is_ipv6 ? IPPROTO_IPV6 : IPPROTO_IP, option = is_ipv6 ? IPV6_TCLASS : IP_TOS;
    return getsockopt(fd, level, option, &field, &length) == 0 ? field >> 2 : -1;
}

int clinux_tcp_bind(const char *host, uint16_t port) {
    uint16_t bound_port;
    return bound_socket(SOCK_STREAM, host, port, &bound_port);
}

int clinux_tcp_connect(const char *host, const clinux_endpoint *to, int unsent) {
    int fd = clinux_tcp_bind(host, 0);
    if (fd < 0) return -1;
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
    struct sockaddr_storage storage;
    socklen_t length = address_of(to, &storage);
    if (connect(fd, (struct sockaddr *)&storage, length) != 0 && errno != EINPROGRESS) return refuse(fd);
    return fd;
}

static ssize_t unless_over(ssize_t count) {
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : count;
}

ssize_t clinux_tcp_write(int fd, const void *octets, size_t count) {
    return unless_over(send(fd, octets, count, MSG_DONTWAIT | MSG_NOSIGNAL | MSG_EOR));
}

int clinux_tcp_unsent(int fd) {
    int count = 0;
    return ioctl(fd, SIOCOUTQNSD, &count) == 0 ? count : -1;
}

ssize_t clinux_tcp_read(int fd, void *octets, size_t capacity) {
    ssize_t count = recv(fd, octets, capacity, MSG_DONTWAIT);
    return count == 0 && capacity > 0 ? -1 : unless_over(count);
}

ssize_t clinux_udp_send(int fd, const clinux_endpoint *to, const void *octets, size_t count) {
    struct sockaddr_storage storage;
    socklen_t length = address_of(to, &storage);
    return sendto(fd, octets, count, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&storage, length);
}

ssize_t clinux_udp_receive(int fd, void *octets, size_t capacity, clinux_endpoint *from) {
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    ssize_t count = recvfrom(fd, octets, capacity, MSG_DONTWAIT, (struct sockaddr *)&storage, &length);
    if (count >= 0) endpoint_of(&storage, from);
    return count;
}

int clinux_epoll_wait(int epoll, uint64_t *found, int capacity, int milliseconds) {
    struct epoll_event events[64];
    if (capacity > 64) capacity = 64;
    int count;
    do {
        count = epoll_wait(epoll, events, capacity, milliseconds);
    } while (count < 0 && errno == EINTR);
    for (int index = 0; index < count; index++) found[index] = events[index].data.u64;
    return count < 0 ? 0 : count;
}

static int add_for(uint32_t events, int epoll, int fd, uint64_t mark) {
    struct epoll_event event = {.events = events, .data = {.u64 = mark}};
    int result = epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    return result != 0 && errno == EEXIST ? epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) : result;
}

int clinux_epoll_add(int epoll, int fd, uint64_t mark) { return add_for(EPOLLIN, epoll, fd, mark); }

int clinux_epoll_add_signals(int epoll, int eventfd, uint64_t mark) {
    return add_for(EPOLLIN | EPOLLET, epoll, eventfd, mark);
}

int clinux_epoll_await_room(int epoll, int fd, uint64_t mark, int is_awaited) {
    struct epoll_event event = {.events = is_awaited ? EPOLLIN | EPOLLOUT : EPOLLIN, .data = {.u64 = mark}};
    return epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event);
}

void clinux_epoll_remove(int epoll, int fd) { epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL); }

int clinux_lock_file_with(int fd, int (*lock)(int fd, int operation)) {
    int result;
    do result = lock(fd, LOCK_EX | LOCK_NB); while (result != 0 && errno == EINTR);
    return result != 0 && errno == EWOULDBLOCK ? -1 : 0;
}

int clinux_is_kernel_file(int fd) {
    struct statfs system;
    if (fstatfs(fd, &system) != 0) return 1;
    return system.f_type == PROC_SUPER_MAGIC || system.f_type == SYSFS_MAGIC;
}

int clinux_lock_file(int fd) { return clinux_lock_file_with(fd, flock); }

void clinux_timerfd_set(int fd, int64_t nanoseconds) {
    struct timespec period = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    struct itimerspec timer = {period, period};
    timerfd_settime(fd, 0, &timer, NULL);
}

int clinux_numeric_host(const struct sockaddr *address, char *text, size_t capacity) {
    const void *octets;
    if (address->sa_family == AF_INET) octets = &((const struct sockaddr_in *)address)->sin_addr;
    else if (address->sa_family == AF_INET6) octets = &((const struct sockaddr_in6 *)address)->sin6_addr;
    else return -1;
    return inet_ntop(address->sa_family, octets, text, (socklen_t)capacity) ? 0 : -1;
}

void clinux_endpoint_text(const clinux_endpoint *endpoint, char *text, size_t capacity) {
    unsigned char octets[16];
    memcpy(octets, &endpoint->high, 8);
    memcpy(octets + 8, &endpoint->low, 8);
    if (inet_ntop(endpoint->is_ipv6 ? AF_INET6 : AF_INET, octets, text, (socklen_t)capacity) == NULL) text[0] = 0;
}

int clinux_source_towards(const clinux_endpoint *target, clinux_endpoint *source) {
    struct sockaddr_storage storage;
    socklen_t length = address_of(target, &storage);
    int fd = socket(storage.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    if (connect(fd, (struct sockaddr *)&storage, length) != 0) return refuse(fd);
    length = sizeof storage;
    if (getsockname(fd, (struct sockaddr *)&storage, &length) != 0) return refuse(fd);
    endpoint_of(&storage, source);
    close(fd);
    return 0;
}

uint64_t clinux_allow_descriptors(uint64_t wanted) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    if (limit.rlim_cur >= wanted) return limit.rlim_cur;
    rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

int clinux_limit_files(pid_t process, uint64_t octets) {
    struct rlimit limit;
    if (prlimit(process, RLIMIT_FSIZE, NULL, &limit) != 0) return -1;
    limit.rlim_cur = limit.rlim_max < octets ? limit.rlim_max : octets;
    return prlimit(process, RLIMIT_FSIZE, &limit, NULL);
}

int clinux_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

int clinux_spawn_alone(pid_t *process, const char *program, char *const *arguments, char *const *environment) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int problem = posix_spawn_file_actions_init(&actions);
    if (problem != 0) return problem;
    problem = posix_spawnattr_init(&attributes);
    if (problem == 0) {
        problem = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        for (int output = 1; problem == 0 && output <= 2; output++)
            problem = posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0);
        if (problem == 0) problem = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
        if (problem == 0) problem = posix_spawnattr_setsigmask(&attributes, &none);
        if (problem == 0) problem = posix_spawnattr_setsigdefault(&attributes, &all);
        short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID;
        if (problem == 0) problem = posix_spawnattr_setflags(&attributes, flags);
        if (problem == 0) problem = posix_spawnp(process, program, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return problem;
}

int clinux_process_descriptor(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0u); }

uint64_t clinux_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return UINT64_MAX;
    return limit.rlim_cur;
}

int clinux_sealable_file(const char *name) { return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING); }

int clinux_forbid_growth(int fd) { return fcntl(fd, F_ADD_SEALS, F_SEAL_GROW); }

int clinux_netlink_open(void) {
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0) return -1;
    struct sockaddr_nl address = {.nl_family = AF_NETLINK};
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    return bind(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : refuse(fd);
}

int clinux_netlink_drain(int fd) {
    char dropped[4096];
    int found = 0;
    // ENOBUFS: more came than the kernel kept, which is news too.
    for (int turn = 0; turn < 1024; turn++) {
        ssize_t count = recv(fd, dropped, sizeof dropped, MSG_DONTWAIT);
        if (count < 0 && errno != ENOBUFS && errno != EINTR) break;
        if (count >= 0 || errno == ENOBUFS) found = 1;
    }
    return found;
}

int clinux_usable_addresses(clinux_endpoint *found, int capacity) {
    struct ifaddrs *first = NULL;
    if (getifaddrs(&first) != 0) return 0;
    int count = 0;
    for (struct ifaddrs *next = first; next != NULL && count < capacity; next = next->ifa_next) {
        unsigned flags = next->ifa_flags;
        if (next->ifa_addr == NULL || !(flags & IFF_UP) || !(flags & IFF_RUNNING) || flags & IFF_LOOPBACK) continue;
        struct sockaddr_storage storage;
        memset(&storage, 0, sizeof storage);
        if (next->ifa_addr->sa_family == AF_INET) {
            memcpy(&storage, next->ifa_addr, sizeof(struct sockaddr_in));
        } else if (next->ifa_addr->sa_family == AF_INET6) {
            const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)next->ifa_addr;
            if (IN6_IS_ADDR_LINKLOCAL(&six->sin6_addr)) continue;
            memcpy(&storage, six, sizeof *six);
        } else {
            continue;
        }
        endpoint_of(&storage, &found[count]);
        found[count++].port = 0;
    }
    freeifaddrs(first);
    return count;
}

uint64_t clinux_awake_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

int clinux_pty_resize(int fd, uint16_t columns, uint16_t rows) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(fd, TIOCSWINSZ, &size);
}

int clinux_pty_open(uint16_t columns, uint16_t rows, char *path, size_t capacity) {
    int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) return -1;
    if (grantpt(fd) != 0 || unlockpt(fd) != 0) return refuse(fd);
    int error = ptsname_r(fd, path, capacity);
    if (error != 0) {
        errno = error;
        return refuse(fd);
    }
    if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0 || clinux_pty_resize(fd, columns, rows) != 0) return refuse(fd);
    return fd;
}

int clinux_pty_spawn(
    pid_t *child, const char *program, char *const arguments[], char *const environment[], const char *path) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return error;
    error = posix_spawnattr_init(&attributes);
    if (error != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    // A full file is an error to it, where we chose that for ourselves.
    sigdelset(&all, SIGXFSZ);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    // The leader of a session gets the first terminal that it opens.
    error = posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0);
    if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, 0, 1);
    if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, 0, 2);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (error == 0) error = posix_spawn(child, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}
