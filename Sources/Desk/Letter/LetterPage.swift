import HTTP
import Reports
import Store
import Web
import Wording

/// A letter: what it is, what happened to it in the order of time, what may be done.
struct LetterPage {
    static let routes: [Route] = [
        Route(.get, "/messages/{id}", access: .reader) { visit in
            guard let id = Int64(visit["id"]), String(id) == visit["id"] else { throw Missing.refusal }
            return try visit.web.stores.read { store in
                guard let message = try store.message(id: id) else { throw Missing.refusal }
                return try LetterPage(visit: visit, store: store, message: message).response()
            }
        }
    ]

    private let visit: Visit
    private let store: MessageStore
    private let message: MessageRow

    private func response() throws -> Response {
        let clock = visit.web.events.clock(of: message.event)
        let attempts = try store.attempts(of: message.id)
        var acts = LetterActs.of(message)
        if [.bounced, .rejected].contains(message.state), let person = try person() {
            acts.insert(LetterActs.correcting(person), at: 0)
        }
        let suppression = try store.suppression(of: message.personKey)
        let timeline = try Timeline(visit, clock).text(message, attempts, store)
        if message.email.contains("@") {
            acts.append(LetterActs.of(address: message.email, isSuppressed: suppression != nil))
        }
        let forms = ActForm.list(acts, visit)
        return DeskPage(
            visit: visit,
            place: nil,
            title: visit.text(LetterPageWords.title(message.id)),
            clock: clock,
            live: message.state.isFinal
                ? nil
                : .init(
                    address: "/api/log/events?"
                        + Query([("to", message.email), ("event", message.event)]).encoded,
                    pause: 2000
                ),
            content: """
                \(try summary(clock))
                \(forms.isEmpty ? "" : visit.section("acts", ActPageWords.title, forms))
                \(visit.section("story", LetterPageWords.story, timeline))
                \(SentLetterSection(visit).text(message, store))
                """
        ).response()
    }

    /// The row that the letter was made from, as it stands now.
    private func person() throws(StoreError) -> PersonRow? {
        if let id = message.registration { return try store.person(.registration, id: id) }
        guard let id = message.invitee else { return nil }
        return try store.person(.invitee, id: id)
    }

    private func summary(_ clock: ReportClock) throws -> String {
        var facts = Facts(visit)
        facts.add(StoryTitles.state, visit.state(message.state) + meaning)
        facts.add(
            StoryTitles.to,
            [message.name.map { Markup.isolated($0) }, Link.to(Link.person(message.email), message.email)]
                .compactMap(\.self).joined(separator: " ")
        )
        let letter =
            Link.to(Link.event(message.event), message.event) + " / " + Markup.isolated(message.notification)
        facts.add(LetterPageWords.letter, letter)
        if message.state == .bounced, let meant = TypingSlips.suggestion(for: message.email) {
            facts.add(
                LetterPageWords.slip,
                "\(Markup.isolated(meant))<br/>\(visit.said(LetterPageWords.slipAdvice))"
            )
        }
        facts.add(StoryTitles.reason, message.reason.map(Markup.isolated))
        let origin = try store.origin(of: message).map { StoryWords.origin($0).text(in: visit.language) }
        facts.add(StoryTitles.madeFrom, origin.map(Markup.isolated))
        let again = try store.repetitions(of: message.id)
        let links = again.map { Link.to(Link.letter($0), String($0)) }
        facts.add(StoryTitles.sentAgain, links.isEmpty ? nil : links.joined(separator: ", "))
        if let first = message.resendOf {
            facts.add(LetterPageWords.resendOf, Link.to(Link.letter(first), String(first)))
        }
        facts.add(StoryTitles.due, visit.time(message.due, clock))
        facts.add(StoryTitles.nextAttempt, message.nextAttempt.map { visit.time($0, clock) })
        facts.add(StoryTitles.sent, message.sent.map { visit.time($0, clock) })
        facts.add(
            Wording(verbatim: "Message-ID"),
            message.messageID.map { "<code>\(Markup.escaped($0))</code>" }
        )
        return facts.text
    }

    private var meaning: String {
        let meaning = ReportWords.meaning(ofState: message.state.rawValue)
        return meaning.isEmpty ? "" : " — \(visit.said(meaning))"
    }
}

/// What is asked for and not there.
enum Missing {
    static var refusal: Refusal { Refusal(.notFound, DeskWords.missing) }
}
