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

// statx is GNU's alone, too, and so is its structure. The kernel's layout is a promise (statx(2)).
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
extern long syscall(long number, ...);

/// What statx says of which file something is; a birth of 0 seconds where the file system keeps none.
struct file_birth {
    uint64_t inode;
    int64_t seconds;
    uint32_t nanoseconds;
};

/// Asks for the file at `path`, or for the open file `descriptor` where `path` is empty; 0, or -1 with errno.
static inline int birth_of_file(int descriptor, const char *path, struct file_birth *birth) {
    struct {
        uint32_t mask, block_size;
        uint64_t attributes;
        uint32_t links, user, group;
        uint16_t mode, padding;
        uint64_t inode, size, blocks, attributes_mask;
        struct { int64_t seconds; uint32_t nanoseconds; int32_t padding; } access, birth, change, modification;
        uint64_t rest[16];
    } status = {0};
    const unsigned at_empty_path = 0x1000, want_inode = 0x100, want_birth = 0x800;
    if (syscall(SYS_statx, descriptor, path, at_empty_path, want_inode | want_birth, &status) != 0) return -1;
    birth->inode = status.inode;
    birth->seconds = status.mask & want_birth ? status.birth.seconds : 0;
    birth->nanoseconds = status.mask & want_birth ? status.birth.nanoseconds : 0;
    return 0;
}
