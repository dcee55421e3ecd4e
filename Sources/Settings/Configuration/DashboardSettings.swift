/// The web pages: where they listen, how the outside reaches them, and who may do what.
public struct DashboardSettings: Sendable, Hashable {
    /// A socket to listen on.
    public enum Listen: Sendable, Hashable {
        /// An address of this machine and a port.
        case tcp(host: String, port: Int)
        /// Absolute path of a socket.
        case unix(path: String)
    }

    /// What somebody may do.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// Look.
        case reader
        /// Act as well.
        case `operator`
    }

    /// Somebody who logs in with a password.
    public struct User: Sendable, Hashable {
        /// As the log names them.
        public var name: String
        /// The password as crypt(5) keeps it.
        public var password: String
        /// What they may do.
        public var role: Role

        /// A user.
        public init(name: String, password: String, role: Role) {
            self.name = name
            self.password = password
            self.role = role
        }
    }

    /// A reverse proxy that says who somebody is; believed over a Unix socket alone.
    public struct Proxy: Sendable, Hashable {
        /// The header field that names them.
        public var header: String
        /// What those may do whom `users` does not name.
        public var role: Role

        /// A proxy.
        public init(header: String, role: Role) {
            self.header = header
            self.role = role
        }
    }

    /// Where it listens.
    public var listen: Listen
    /// The address outside without a slash at its end, for one-click unsubscribe; nil: not reachable from outside.
    public var `public`: String?
    /// Who may log in.
    public var users: [User] = []
    /// Who else says who somebody is; nil: nobody.
    public var proxy: Proxy?
    /// Absolute path of the socket where the daemon takes acts; nil: beside the database.
    public var acts: String?

    /// Pages that listen there.
    public init(listen: Listen, public address: String? = nil) {
        self.listen = listen
        self.public = address
    }

    /// Where the daemon takes acts, with this database.
    public func actsPath(database: String) -> String { acts ?? database + "-acts" }
}
