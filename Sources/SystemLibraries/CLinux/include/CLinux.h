// Linux calls that Glibc's Swift overlay does not show, and socket calls on plain octets. The header itself sets no feature
// macro: it would give the kernel's structures another shape than the other C modules see. CLinux.c has _GNU_SOURCE.
#pragma once
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/types.h>
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
/// memfd_create(2): a file without a name in memory, closed on exec. Returns -1 with errno.
int clinux_memory_file(const char *name);
/// Names the calling thread (at most 15 bytes are kept).
void clinux_name_thread(const char *name);

/// An IP address and a port as plain octets: comparable without the kernel's structures.
typedef struct {
    /// The address in network order; IPv4 uses the first four octets.
    uint64_t high, low;
    uint16_t port;
    uint8_t is_ipv6;
} clinux_endpoint;

/// Marks what a socket sends as expedited (RFC 3246: DSCP 46, the class of telephone sound). 0, or -1.
int clinux_mark_expedited(int fd);
/// The class that a socket's packets have; -1 where it cannot be read.
int clinux_expedited_class(int fd, int is_ipv6);

/// Reads a numeric address. Returns 0, or -1 where the text is none.
int clinux_endpoint_parse(const char *host, uint16_t port, clinux_endpoint *endpoint);
/// A UDP socket bound to a numeric address and a port (0: any), non-blocking and closed on exec.
/// Returns the descriptor and sets `bound_port`, or -1 with errno.
int clinux_udp_bind(const char *host, uint16_t port, uint16_t *bound_port);
/// Sends one datagram without waiting. Returns the octets sent, or -1 with errno.
ssize_t clinux_udp_send(int fd, const clinux_endpoint *to, const void *octets, size_t count);
/// Takes one datagram without waiting. Returns its octets, or -1 with errno where there is none. Longer ones are cut.
ssize_t clinux_udp_receive(int fd, void *octets, size_t capacity, clinux_endpoint *from);
/// Waits for events in milliseconds (-1: without end), and again where a signal came. Each found event gives the 64 bits that
/// its descriptor was added with. Returns their number.
int clinux_epoll_wait(int epoll, uint64_t *found, int capacity, int milliseconds);
/// Adds a descriptor for reading, to be reported as `mark`; one that was added already is from now on. Returns 0, or -1 with errno.
int clinux_epoll_add(int epoll, int fd, uint64_t mark);
/// The same for an eventfd that is never read: each signal is reported, by itself or with others that came meanwhile.
int clinux_epoll_add_signals(int epoll, int eventfd, uint64_t mark);
/// Claims a file or folder for one writer, until its descriptor is closed. Returns -1 where another has claimed it, in this program or
/// another; 0 where it is claimed, and where its file system knows no locks (ENOLCK of NFS, EOPNOTSUPP of FUSE): nobody can hold it there.
int clinux_lock_file(int fd);
/// The same by another function than `flock`.
int clinux_lock_file_with(int fd, int (*lock)(int fd, int operation));
/// Whether an open file is the kernel's own, of /proc or /sys, and no document; 1 too where that cannot be told.
int clinux_is_kernel_file(int fd);
/// Has an added descriptor reported for room to write too, or no more.
int clinux_epoll_await_room(int epoll, int fd, uint64_t mark, int is_awaited);
/// Takes a descriptor out again.
void clinux_epoll_remove(int epoll, int fd);
/// Starts the timer (first expiry after `nanoseconds`, then every so many), or stops it with 0.
void clinux_timerfd_set(int fd, int64_t nanoseconds);
/// Writes the numeric text of the address (46 octets with the final zero at most).
void clinux_endpoint_text(const clinux_endpoint *endpoint, char *text, size_t capacity);
/// Writes the numeric text of a socket address of the Internet (46 octets with the final zero at most). Returns 0, or -1.
int clinux_numeric_host(const struct sockaddr *address, char *text, size_t capacity);
/// The address of this computer that reaches `target` (a datagram socket is connected, which sends nothing). Returns 0, or
/// -1 with errno where no route leads there.
int clinux_source_towards(const clinux_endpoint *target, clinux_endpoint *source);
/// A TCP socket bound to a numeric address and a port, not yet listening, non-blocking. Returns it, or -1 with errno.
int clinux_tcp_bind(const char *host, uint16_t port);
/// Begins a TCP connection from a numeric address of this computer, non-blocking and closed on exec. What is written leaves at
/// once (TCP_NODELAY); the kernel takes more only while fewer than `unsent` octets wait in it. Returns it, or -1 with errno.
int clinux_tcp_connect(const char *host, const clinux_endpoint *to, int unsent);
/// Writes without waiting, and what comes next into another segment: where one only grows TCP_NOTSENT_LOWAT is not asked. Returns
/// the octets taken, 0 where there is no room now, or -1 with errno where the connection is over.
ssize_t clinux_tcp_write(int fd, const void *octets, size_t count);
/// The octets that the kernel has taken and not sent yet, or -1.
int clinux_tcp_unsent(int fd);
/// Reads without waiting. Returns the octets, 0 where nothing came, or -1 where the connection is over.
ssize_t clinux_tcp_read(int fd, void *octets, size_t capacity);

/// Raises the process's soft limit of open descriptors to `wanted`, as far as the hard limit allows. Returns the limit that
/// stands then.
uint64_t clinux_allow_descriptors(uint64_t wanted);

/// No file of a child process grows beyond so many octets from now on: its writes fail (EFBIG) where it ignores SIGXFSZ. Returns 0, or -1 with
/// errno.
int clinux_limit_files(pid_t process, uint64_t octets);

/// Processes whose parent ends become children of this one from now on (PR_SET_CHILD_SUBREAPER of prctl(2)), so that none that was
/// started from here is lost sight of. Returns 0, or -1 with errno.
int clinux_adopt_orphans(void);
/// Starts a program (posix_spawnp(3)) in a session of its own, with no descriptor of ours, /dev/null for the three usual ones, and no
/// signal blocked or ignored. Returns 0, or the number of why not.
int clinux_spawn_alone(pid_t *process, const char *program, char *const *arguments, char *const *environment);
/// Becomes readable when a child of this process ends (pidfd_open(2)), closed on exec. Returns it, or -1 with errno.
int clinux_process_descriptor(pid_t process);
/// The largest size of a file that this program may write (RLIMIT_FSIZE); UINT64_MAX where there is no limit.
uint64_t clinux_file_limit(void);
/// An empty file in memory whose growth can be forbidden (memfd_create(2)), closed on exec. Returns it, or -1 with errno.
int clinux_sealable_file(const char *name);

/// No write makes a file in memory longer from now on, whoever has it open: it fails with EPERM (fcntl(2), F_SEAL_GROW). Returns 0, or
/// -1 with errno.
int clinux_forbid_growth(int fd);

/// A socket that becomes readable when a link, an address or a route of this computer changes (rtnetlink(7)), non-blocking
/// and closed on exec. Returns it, or -1 with errno.
int clinux_netlink_open(void);
/// Takes and drops all that waits on a socket of `clinux_netlink_open`. Returns 1 where there was something, 0 else.
int clinux_netlink_drain(int fd);
/// The addresses by which this computer reaches others: of links that are up and have a carrier, neither loopback nor of one
/// link alone (fe80::/10), with port 0. Returns their number.
int clinux_usable_addresses(clinux_endpoint *found, int capacity);
/// CLOCK_MONOTONIC in microseconds.
uint64_t clinux_awake_microseconds(void);

/// A pseudo-terminal of that size: returns the side that reads and types (non-blocking, closed on exec) and writes the path of the
/// program's side, or returns -1 with errno. Neither becomes this program's own terminal.
int clinux_pty_open(uint16_t columns, uint16_t rows, char *path, size_t capacity);
/// Gives the pseudo-terminal another size; the kernel tells its programs (SIGWINCH). Returns 0, or -1 with errno.
int clinux_pty_resize(int fd, uint16_t columns, uint16_t rows);
/// Starts a program as the leader of a session whose terminal is the one at `path` (posix_spawn(3)): its three streams are that
/// terminal, no other descriptor reaches it, and its signals are as at the start. Returns 0, or the error's number.
int clinux_pty_spawn(
    pid_t *child, const char *program, char *const arguments[], char *const environment[], const char *path);
