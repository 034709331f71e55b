// Linux calls that Glibc's Swift overlay does not show. _GNU_SOURCE is set in CLinux.c before this header.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <poll.h>
#include <time.h>
#include <wchar.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <pty.h>
#include <pthread.h>

/// eventfd(2), non-blocking and closed on exec. Returns -1 with errno.
int clinux_eventfd(void);
/// Adds one to the eventfd's counter (wakes its reader).
void clinux_eventfd_signal(int fd);
/// Reads and clears the eventfd's or timerfd's counter; 0 where nothing had happened.
uint64_t clinux_counter_read(int fd);
/// timerfd(2) on CLOCK_MONOTONIC, non-blocking, first expiry after and then every `nanoseconds`. Returns -1 with errno.
int clinux_timerfd_every(int64_t nanoseconds);
/// ppoll(2) with a time-out in nanoseconds; a negative time-out waits without end.
int clinux_ppoll(struct pollfd *fds, nfds_t count, int64_t nanoseconds);
/// wcwidth(3): the cells that a character takes; -1 where it is not printable.
int clinux_wcwidth(uint32_t character);
/// Names the calling thread (at most 15 bytes are kept).
void clinux_name_thread(const char *name);
