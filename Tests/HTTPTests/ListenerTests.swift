import Glibc
import HTTP
import Testing
import TestSupport

@Suite struct ListenerTests {
    private func server(_ address: ListenAddress) throws(HTTPError) -> HTTPServer {
        try HTTPServer(listen: address, responder: Echo())
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "127.0.0.1.example.org", "example.org", ""])
    func nothingButThisMachineIsListenedOn(_ host: String) {
        #expect(throws: HTTPError.notLoopback(host)) { try server(.tcp(host: host, port: 0)) }
    }

    @Test(arguments: ["127.0.0.1", "localhost", "127.1.2.3"])
    func thisMachineIsListenedOn(_ host: String) throws {
        #expect(try server(.tcp(host: host, port: 0)).port > 0)
    }

    @Test func aPortThatIsTakenIsSaidToBe() throws {
        let first = try server(.tcp(host: "127.0.0.1", port: 0))
        #expect(throws: HTTPError.inUse("127.0.0.1:\(first.port)")) {
            try server(.tcp(host: "127.0.0.1", port: first.port))
        }
    }

    @Test func aUnixSocketHasItsRightsAndGoesWithItsServer() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/web.sock"
        let server = try server(.unix(path: path, mode: 0o660))
        var status = stat()
        #expect(lstat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
        let client = RawClient(path: path)
        client.say("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(client.hearAll().hasSuffix("GET\nx\n\n\n\nunix"))
        server.stop()
        #expect(lstat(path, &status) != 0)
    }

    @Test func aSocketThatNobodyListensOnIsReplacedAndNothingElseIs() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/web.sock"
        let living = try server(.unix(path: path, mode: 0o600))
        #expect(throws: HTTPError.inUse(path)) { try server(.unix(path: path, mode: 0o600)) }
        living.stop()
        // Left behind by a process that was killed.
        let left = try Listening.unix(path)
        close(left)
        let next = try server(.unix(path: path, mode: 0o600))
        next.stop()
        let file = folder.path + "/file"
        close(open(file, O_CREAT | O_WRONLY, 0o600))
        #expect(throws: HTTPError.badPath(file)) { try server(.unix(path: file, mode: 0o600)) }
        let long = folder.path + "/" + String(repeating: "a", count: 108)
        #expect(throws: HTTPError.badPath(long)) { try server(.unix(path: long, mode: 0o600)) }
    }

    @Test func aSocketOfTheServiceManagersIsListenedOn() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/web.sock"
        let server = try server(.inherited(try Listening.unix(path)))
        let client = RawClient(path: path)
        client.say("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(client.hearAll().hasSuffix("unix"))
        server.stop()
        // Whose file it is keeps it.
        var status = stat()
        #expect(lstat(path, &status) == 0)
    }

    @Test func whatDoesNotListenIsNoListener() throws {
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        #expect(throws: HTTPError.notListening) { try server(.inherited(file)) }
        #expect(throws: HTTPError.notListening) { try server(.inherited(-1)) }
    }
}

/// A socket that listens, made by hand.
enum Listening {
    static func unix(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        try #require(isBound && listen(descriptor, 8) == 0)
        return descriptor
    }
}
