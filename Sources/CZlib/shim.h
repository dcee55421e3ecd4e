// The declarations of zlib that Swift cannot import by itself.
#pragma once
#include <zlib.h>

/// inflateInit2 is a macro. Negative window bits: a bare deflate stream, as ZIP archives hold it.
static inline int inflate_begin(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
