import Administration
import Events
import HTTP
import Site

/// Whether a site may write an event's registrations.
struct TokenGate: Sendable {
    /// Of a token: a hundred at once, and twenty a second from then on.
    private let uses = Limiter(atOnce: 100, eachMilliseconds: 50)
    /// Of tokens that are none: by the address that they come from.
    private let guesses = Limiter(atOnce: 20, eachMilliseconds: 3000)

    func check(_ visit: Visit) throws(Refusal) {
        let web = visit.web
        let header = visit.request.headers["Authorization"] ?? ""
        let words = header.split(separator: " ")
        let challenge: Fields = ["WWW-Authenticate": "Bearer realm=\"Vestnik\""]
        guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count <= 256 else {
            throw Refusal(.unauthorized, WebWords.tokenWanted, headers: challenge)
        }
        let found: RegistrationToken?
        do throws(RegistrationTokens.Failure) { found = try web.tokens.find(String(words[1])) } catch {
            throw Refusal(.unavailable, error.wording)
        }
        guard let token = found else {
            if let wait = guesses.take(Identity.address(of: visit.request), now: web.now()) {
                throw Self.tooOften(wait)
            }
            throw Refusal(.unauthorized, WebWords.noToken, headers: challenge)
        }
        if let wait = uses.take(token.hash, now: web.now()) { throw Self.tooOften(wait) }
        let event = visit["event"]
        guard token.event == event else { throw Refusal(.forbidden, WebWords.otherEvent(token.event)) }
        guard Site.eventNames(in: web.configuration.events).contains(event) else {
            throw Refusal(.notFound, WebWords.noEvent(event))
        }
    }

    /// Whether an event is called off: nobody is registered for it any more.
    static func isCalledOff(_ event: String, _ web: WebContext) -> Bool {
        (try? Event.load(folder: web.configuration.events + "/" + event))?.state == .cancelled
    }

    private static func tooOften(_ milliseconds: Int64) -> Refusal {
        Refusal(
            .tooManyRequests,
            WebWords.tooOften,
            headers: ["Retry-After": String(max(1, (milliseconds + 999) / 1000))]
        )
    }
}
