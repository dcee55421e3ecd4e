import Administration
import HTTP
import Locks
import Passwords
import Settings

/// Who somebody is: by the session of a browser, by a proxy, by a password with each request.
final class Identity: Sendable {
    private let settings: DashboardSettings
    private let now: @Sendable () -> Int64
    let sessions = Sessions()
    /// Of a password that nobody has: who does not exist takes as long as who does.
    private let nobody: String
    /// Ten tries of one name from one address at once, and one more every half minute; forty from one address, or of one name.
    private let tries = Limiter(atOnce: 10, eachMilliseconds: 30_000)
    private let triesOfOne = Limiter(atOnce: 40, eachMilliseconds: 6_000)
    /// Passwords that were right lately, by their hash together with the name: hashing takes long on purpose.
    private let known = Locked([String: Int64]())

    init(_ settings: DashboardSettings, now: @escaping @Sendable () -> Int64) {
        self.settings = settings
        self.now = now
        nobody = settings.users.isEmpty ? "" : Password.hash("nobody") ?? ""
    }

    /// Who sends a request; nil where nobody says.
    ///
    /// - Throws: a password that is wrong, or too many of them.
    func person(of request: Request) throws(Refusal) -> Person? {
        if let proxy = settings.proxy, request.arrivedByUnixSocket {
            let names = request.headers.values(of: proxy.header).filter { !$0.isEmpty }
            // Two of them: the proxy let the reader's own through.
            guard names.count <= 1 else { throw Refusal(.badRequest, WebWords.twoNames) }
            if let name = names.first, name.utf8.count <= 200 { return byProxy(name, proxy, request) }
        }
        if let secret = request.cookie(cookieName), let session = sessions.find(secret, now: now()),
            let user = user(session.name)
        {
            return Person(name: user.name, role: user.role, formToken: session.formToken)
        }
        guard !settings.users.isEmpty, let header = request.headers["Authorization"],
            header.lowercased().hasPrefix("basic ")
        else {
            return nil
        }
        guard let (name, password) = Self.pair(String(header.dropFirst(6))) else {
            throw Refusal(.unauthorized, WebWords.wrongPassword)
        }
        return try logIn(name, password, from: Self.address(of: request)).map {
            Person(name: $0.name, role: $0.role, formToken: nil)
        }
    }

    /// A proxy's people have no session of ours; the token of their forms is made of a secret and their name.
    private func byProxy(_ name: String, _ proxy: DashboardSettings.Proxy, _ request: Request) -> Person {
        Person(
            name: name,
            role: user(name)?.role ?? proxy.role,
            formToken: Secrets.digest(of: proxySecret + name)
        )
    }

    private let proxySecret = Secrets.random()

    /// The user of a name and a password.
    ///
    /// - Throws: there is none, or it was tried too often.
    func logIn(
        _ name: String,
        _ password: String,
        from address: String
    ) throws(Refusal) -> DashboardSettings.User? {
        let now = now()
        let user = user(name)
        let remembered = Secrets.digest(
            of: proxySecret + name + "\0" + password + "\0" + (user?.password ?? "")
        )
        if let user, known.withLock({ ($0[remembered] ?? 0) > now }) { return user }
        for (limiter, key) in [
            (tries, "\(address) \(name)"), (triesOfOne, "a \(address)"), (triesOfOne, "n \(name)"),
        ] {
            // All of this machine's readers, or of a proxy's, have one address.
            if key == "a " || key.hasPrefix("a 127.") || key == "a ::1" { continue }
            if let wait = limiter.take(key, now: now) {
                throw Refusal(
                    .tooManyRequests,
                    WebWords.tooManyTries,
                    headers: ["Retry-After": String((wait + 999) / 1000)]
                )
            }
        }
        let isRight = Password.verify(password, user?.password ?? nobody)
        guard isRight, let user else { throw Refusal(.unauthorized, WebWords.wrongPassword) }
        known.withLock { known in
            known = known.filter { $0.value > now }
            known[remembered] = now + 300_000
        }
        return user
    }

    private func user(_ name: String) -> DashboardSettings.User? { settings.users.first { $0.name == name } }

    /// Browsers give a cookie of such a name to this host alone, by TLS alone.
    var cookieName: String { settings.public?.hasPrefix("https:") == true ? "__Host-vestnik" : "vestnik" }

    /// The field that sets the cookie of a session; of none: it is forgotten.
    func cookie(_ secret: String?) -> String {
        let secure = settings.public?.hasPrefix("https:") == true ? "; Secure" : ""
        let age = secret == nil ? "; Max-Age=0" : ""
        return "\(cookieName)=\(secret ?? ""); Path=/; HttpOnly; SameSite=Strict\(secure)\(age)"
    }

    /// Where a request comes from: of a proxy, what it says.
    static func address(of request: Request) -> String {
        guard request.arrivedByUnixSocket else { return request.remote }
        let last = request.headers["X-Forwarded-For"]?.split(separator: ",").last
        return last.map { String($0.filter { !$0.isWhitespace }.prefix(64)) } ?? ""
    }

    /// Name and password of RFC 7617.
    private static func pair(_ text: String) -> (String, String)? {
        guard text.utf8.count <= 1024, let bytes = Base64Text.decode(text),
            let pair = String(validating: bytes, as: UTF8.self), let colon = pair.firstIndex(of: ":")
        else { return nil }
        return (String(pair[..<colon]), String(pair[pair.index(after: colon)...]))
    }
}
