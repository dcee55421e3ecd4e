public import Mail
internal import SQLite

extension MessageStore {
    /// A letter sent to try it out, outside of the queue.
    public struct TestLetter: Sendable, Hashable {
        /// The event's name.
        public var event: String
        /// The notification's name.
        public var notification: String
        /// The address that it went to.
        public var email: String?
        /// Whether the relay took it.
        public var isSent: Bool
        /// The relay, as logs name it.
        public var relay: String
        /// The reply's code; nil where there was no reply.
        public var code: Int?
        /// The enhanced status code.
        public var enhanced: EnhancedStatus?
        /// TLS version and cipher; nil in plain text.
        public var tls: String?
        /// How long it took.
        public var durationMilliseconds: Int64

        /// A trial that ended so.
        public init(
            event: String,
            notification: String,
            email: String? = nil,
            isSent: Bool,
            relay: String,
            code: Int?,
            enhanced: EnhancedStatus?,
            tls: String?,
            durationMilliseconds: Int64
        ) {
            self.event = event
            self.notification = notification
            self.email = email
            self.isSent = isSent
            self.relay = relay
            self.code = code
            self.enhanced = enhanced
            self.tls = tls
            self.durationMilliseconds = durationMilliseconds
        }
    }

    /// Keeps in the log that a trial letter went out; it belongs to no message.
    public func recordTestLetter(_ trial: TestLetter, actor: String, now: Int64) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO attempts (at, kind, outcome, relay, code, enhanced_code, tls, duration_ms, actor, note,
                event, notification, email)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            now,
            LogKind.admin.rawValue,
            trial.isSent ? "test_sent" : "test_refused",
            trial.relay,
            trial.code,
            trial.enhanced?.description,
            trial.tls,
            trial.durationMilliseconds,
            actor,
            "send-test \(trial.event)/\(trial.notification)",
            trial.event,
            trial.notification,
            trial.email
        )
    }
}
