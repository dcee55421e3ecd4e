// The C library's resolver (resolver(3)), whose functions are macros that Swift cannot call.
#pragma once
#include <errno.h>
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>

/// Asks for the records of a name, of the resolvers that resolv.conf names or of the one that is given, twice at most.
///
/// The length of the answer, which may be longer than the room; else -1, with one of netdb.h's h_errno in `error`.
static inline int ask_resolver(
    const char *name, int type, const struct sockaddr_in *server, int seconds, unsigned char *answer, int room, int *error) {
    struct __res_state state = {0};
    if (res_ninit(&state) != 0) {
        *error = NETDB_INTERNAL;
        return -1;
    }
    if (server) {
        state.nscount = 1;
        state.nsaddr_list[0] = *server;
    }
    state.retrans = seconds;
    state.retry = 2;
    state.options &= ~(unsigned long)(RES_DNSRCH | RES_DEFNAMES);
    int length = res_nquery(&state, name, ns_c_in, type, answer, room);
    *error = state.res_h_errno;
    res_nclose(&state);
    return length;
}
