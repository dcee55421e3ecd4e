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

// fcntl.h declares fallocate for _GNU_SOURCE alone.
#include <sys/types.h>
extern int fallocate(int descriptor, int mode, off_t offset, off_t length);

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

// What a process gives up of its own rights. The Glibc module leaves prctl's constants out, and the C library has no
// functions for Landlock (landlock(7)); the numbers are the same on every machine.

/// The process dies with the thread that started it, can gain no rights by running programs, and leaves no image of its memory.
static inline void give_up_rights(void) {
    prctl(PR_SET_PDEATHSIG, 9 /* SIGKILL */, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/// Closes every descriptor from `first` on (close_range(2), since 5.9); -1 where the kernel cannot.
static inline int close_from(unsigned first) { return (int)syscall(436, first, ~0U, 0); }

/// Confines this thread, and those it starts, to the files beneath an open folder: no other file, no TCP. The kernel's
/// version of Landlock, 0 where it has none, or -1 with errno.
static inline int confine_to_folder(int folder) {
    long version = syscall(444 /* landlock_create_ruleset */, (void *)0, 0, 1 /* …_VERSION */);
    if (version <= 0) return 0;
    // All rights that this version knows of are taken away: 13 from the first, one more with 2, 3 and 5.
    struct { uint64_t files, network; } handled = { (1u << 13) - 1, 0 };
    if (version >= 2) handled.files |= 1u << 13;    // REFER
    if (version >= 3) handled.files |= 1u << 14;    // TRUNCATE
    if (version >= 4) handled.network = 3;          // BIND_TCP, CONNECT_TCP
    if (version >= 5) handled.files |= 1u << 15;    // IOCTL_DEV
    int rules = (int)syscall(444, &handled, version >= 4 ? sizeof handled : sizeof handled.files, 0);
    if (rules < 0) return -1;
    // WRITE_FILE, READ_FILE, READ_DIR, REMOVE_FILE, MAKE_REG, TRUNCATE.
    struct { uint64_t allowed; int32_t parent; } __attribute__((packed)) beneath = {
        (1u << 1 | 1u << 2 | 1u << 3 | 1u << 5 | 1u << 8 | 1u << 14) & handled.files, folder
    };
    long failed = syscall(445 /* landlock_add_rule */, rules, 1 /* …_PATH_BENEATH */, &beneath, 0);
    if (!failed) failed = syscall(446 /* landlock_restrict_self */, rules, 0);
    syscall(SYS_close, rules);
    return failed ? -1 : (int)version;
}

/// renameat2 with RENAME_NOREPLACE, GNU's alone: -1 and EEXIST where the new name is taken.
static inline int rename_without_replacing(int from, const char *name, int to, const char *new_name) {
    return (int)syscall(SYS_renameat2, from, name, to, new_name, 1 /* RENAME_NOREPLACE */);
}
