// The declarations of libmicrohttpd that Swift cannot import by itself: variadic functions, macros with casts.
#pragma once
#include <microhttpd.h>

/// What a server needs to begin.
struct mhd_beginning {
    int listener;
    unsigned threads, connections, idle_seconds;
    size_t connection_memory;
    MHD_AccessHandlerCallback handler;
    /// Called with the target of a request as it came; returns the request's context.
    void *(*target)(void *context, const char *target, struct MHD_Connection *connection);
    MHD_RequestCompletedCallback completed;
    void *context;
};

/// Leaves what stands in a target as it came: decoding is not the library's.
static inline size_t mhd_leave_escaped(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    size_t length = 0;
    while (text[length]) length++;
    return length;
}

static inline struct MHD_Daemon *mhd_start(const struct mhd_beginning *b) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, b->handler,
        b->context, MHD_OPTION_LISTEN_SOCKET, (MHD_socket)b->listener, MHD_OPTION_CONNECTION_LIMIT, b->connections,
        MHD_OPTION_CONNECTION_TIMEOUT, b->idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, b->connection_memory,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_URI_LOG_CALLBACK, b->target,
        b->context, MHD_OPTION_UNESCAPE_CALLBACK, &mhd_leave_escaped, NULL, MHD_OPTION_NOTIFY_COMPLETED, b->completed,
        b->context,
        // A pool of one would be refused.
        b->threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, b->threads, MHD_OPTION_END);
}

/// The address that a connection came from; NULL where it has none.
static inline const struct sockaddr *mhd_client_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}

/// A response with a copy of these bytes.
static inline struct MHD_Response *mhd_response_copying(const void *bytes, size_t count) {
    return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

/// A response of unknown length, asked for piece by piece.
static inline struct MHD_Response *mhd_response_asking(
    size_t block, MHD_ContentReaderCallback reader, void *context, MHD_ContentReaderFreeCallback free_context) {
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, block, reader, context, free_context);
}

static const ssize_t mhd_end_of_stream = MHD_CONTENT_READER_END_OF_STREAM;
static const ssize_t mhd_end_with_error = MHD_CONTENT_READER_END_WITH_ERROR;
