// Linux interfaces that the Glibc module of the toolchain leaves out.
// Never define _GNU_SOURCE here: the module would then disagree with Glibc's.
#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

/// prctl takes any number of arguments, which Swift cannot call. At most 15 bytes of the name are kept.
static inline int name_this_thread(const char *name) { return prctl(PR_SET_NAME, name, 0, 0, 0); }

// GNU's alone, hence not declared without _GNU_SOURCE. The C library has it all the same.
#include <sys/socket.h>
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
#include <poll.h>
#include <signal.h>

// poll.h declares ppoll for _GNU_SOURCE alone; the C library always has it.
extern int ppoll(struct pollfd *descriptors, nfds_t count, const struct timespec *timeout, const sigset_t *mask);
