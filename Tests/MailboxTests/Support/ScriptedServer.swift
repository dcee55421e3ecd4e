import Glibc
import Locks
import Service
import TestSupport

@testable import Mailbox

/// A model server that listens on loopback.
///
/// Greeting and login are its own, what follows is the model's. One client at a time.
final class ScriptedServer: Sendable {
    /// What it does, under the lock that all of it lies under.
    struct Script {
        var model = ModelServer()
        var user = "bounces", password = "a secret"
        /// Whether it says nothing at all to whoever connects.
        var isSilent = false
        /// After so many commands the connection is cut; nil: never.
        var cutAfter: Int?
        /// To be said at once to a client that waits.
        var news: [UInt8] = []
        /// Whether the client is to be cut off at once.
        var cutsNow = false
        fileprivate(set) var connections = 0
        fileprivate(set) var open = 0
        fileprivate(set) var logins = 0
        fileprivate(set) var isEnding = false
    }

    let port: Int
    private let listener: Int32
    private let bell: EventFD
    private let ended = Locked(false)
    private let shared: Locked<Unshared>

    /// The script is not `Sendable`: nobody has it but under the lock.
    private struct Unshared: @unchecked Sendable { var script: Script }

    init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        bell = try EventFD()
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard bound else { throw TestSupportError("no port on loopback") }
        port = Int(UInt16(bigEndian: address.sin_port))
        shared = Locked(Unshared(script: Script()))
        let (bell, shared, ended) = (bell, shared, ended)
        guard Threads.start("imap", { Self.serve(listener, bell, shared, ended) }) else {
            throw TestSupportError("no thread")
        }
    }

    deinit {
        change { $0.isEnding = true }
        let ended = ended
        _ = waitUntil { ended.withLock { $0 } }
        close(listener)
    }

    /// Looks at it or changes it, and wakes it.
    @discardableResult
    func change<Result: Sendable>(_ body: (inout Script) -> Result) -> Result {
        let result = shared.withLock { body(&$0.script) }
        bell.signal()
        return result
    }

    private static func serve(
        _ listener: Int32,
        _ bell: EventFD,
        _ shared: Locked<Unshared>,
        _ ended: Locked<Bool>
    ) {
        var client: Int32 = -1
        var session = Login()
        func leave() {
            close(client)
            client = -1
            shared.withLock { $0.script.open -= 1 }
        }
        while !shared.withLock({ $0.script.isEnding }) {
            var watched = [
                pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: client < 0 ? listener : client, events: Int16(POLLIN), revents: 0),
            ]
            poll(&watched, 2, -1)
            _ = bell.drain()
            if client < 0 {
                guard watched[1].revents != 0 else { continue }
                client = accept(listener, nil, nil)
                session = Login()
                let isSilent = shared.withLock { shared -> Bool in
                    shared.script.connections += 1
                    shared.script.open += 1
                    shared.script.model.isClosed = false
                    return shared.script.isSilent
                }
                if !isSilent { say("* OK ready\r\n", to: client) }
                continue
            }
            let (news, cuts) = shared.withLock { shared in
                defer { (shared.script.news, shared.script.cutsNow) = ([], false) }
                return (shared.script.model.isIdling ? shared.script.news : [], shared.script.cutsNow)
            }
            if cuts {
                leave()
                continue
            }
            say(news, to: client)
            guard watched[1].revents != 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let read = recv(client, &bytes, bytes.count, 0)
            guard read > 0 else {
                leave()
                continue
            }
            let (answer, isClosed) = shared.withLock { shared -> ([UInt8], Bool) in
                let answer = session.take(bytes[..<read], &shared.script)
                return (answer, shared.script.model.isClosed)
            }
            say(answer, to: client)
            if isClosed { leave() }
        }
        if client >= 0 { close(client) }
        ended.withLock { $0 = true }
    }

    private static func say(_ text: String, to client: Int32) { say(Array(text.utf8), to: client) }

    private static func say(_ bytes: [UInt8], to client: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    /// What comes before the model: CAPABILITY and the ways to log in (RFC 9051 §6.1, §6.2).
    private struct Login {
        private var isIn = false
        private var input: [UInt8] = []
        private var waitsFor: String?
        private var commands = 0

        mutating func take(_ bytes: ArraySlice<UInt8>, _ script: inout Script) -> [UInt8] {
            if isIn {
                commands += bytes.count { $0 == 10 }
                let answer = script.model.received(bytes)
                guard let most = script.cutAfter, commands > most else { return answer }
                script.model.isClosed = true
                return []
            }
            input += bytes
            var out = ""
            while !isIn, let end = input.firstIndex(of: 10) {
                let line = String(decoding: input[..<end].dropLast(), as: UTF8.self)
                input.removeSubrange(...end)
                out += answer(to: line, &script)
            }
            return Array(out.utf8)
        }

        private mutating func answer(to line: String, _ script: inout Script) -> String {
            if let tag = waitsFor {
                waitsFor = nil
                return judge(tag, line, script.user, script.password, &script)
            }
            let words = line.split(separator: " ").map(String.init)
            switch words.dropFirst().first?.uppercased() {
            case "CAPABILITY":
                return "* CAPABILITY IMAP4rev1 AUTH=PLAIN \(script.model.capabilities)\r\n\(words[0]) OK\r\n"
            case "AUTHENTICATE":
                guard words.count > 3 else {
                    waitsFor = words[0]
                    return "+ \r\n"
                }
                return judge(words[0], words[3], script.user, script.password, &script)
            case "LOGOUT": return "* BYE\r\n\(words[0]) OK\r\n"
            default: return "\(words.first ?? "*") BAD what?\r\n"
            }
        }

        private mutating func judge(
            _ tag: String,
            _ given: String,
            _ user: String,
            _ password: String,
            _ script: inout Script
        ) -> String {
            script.logins += 1
            guard given == Base64Text.of("\0\(user)\0\(password)") else {
                return "\(tag) NO [AUTHENTICATIONFAILED] wrong\r\n"
            }
            isIn = true
            return "\(tag) OK logged in\r\n"
        }
    }
}

/// RFC 4648, for what a login sends.
private enum Base64Text {
    static func of(_ text: String) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(text.utf8)
        var out = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var value = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            var group: [Character] = []
            for _ in 0..<4 {
                group.insert(digits[value & 63], at: 0)
                value >>= 6
            }
            out += String(group.prefix(part.count + 1)) + String(repeating: "=", count: 3 - part.count)
        }
        return out
    }
}
