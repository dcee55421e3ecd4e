import Mail
import Reports
import Store
import Web
import Wording

/// What happened to a letter, in the order of time, each in words.
struct Timeline {
    private let visit: Visit
    private let clock: ReportClock
    private var items: [String] = []

    init(_ visit: Visit, _ clock: ReportClock) {
        self.visit = visit
        self.clock = clock
    }

    func text(_ message: MessageRow, _ attempts: [LogRow], _ store: MessageStore) throws -> String {
        var timeline = self
        try timeline.begin(message, store)
        for attempt in attempts { timeline.add(attempt) }
        timeline.end(message)
        return "<ol class=\"timeline\">\n\(timeline.items.joined(separator: "\n"))\n</ol>"
    }

    private mutating func begin(_ message: MessageRow, _ store: MessageStore) throws {
        if let id = message.registration {
            let person = try store.person(.registration, id: id)
            add(column: person?.createdAt, LetterPageWords.registered(id))
        } else if let id = message.invitee {
            let person = try store.person(.invitee, id: id)
            add(column: person?.createdAt, LetterPageWords.invited(id))
        }
        // Whose row is there was told above.
        let isToldAbove = message.resendOf == nil && (message.registration ?? message.invitee) != nil
        add(
            message.created,
            isToldAbove
                ? LetterPageWords.planned : StoryWords.prompt(message, planned: LetterPageWords.planned)
        )
        if message.due > message.created { add(message.due, LetterPageWords.due) }
    }

    private mutating func end(_ message: MessageRow) {
        if message.state == .sending { add(message.updated, LetterPageWords.claimed) }
        if let next = message.nextAttempt { add(next, LetterPageWords.nextAttempt) }
    }

    /// A moment as the web site has written it, which may be none.
    private mutating func add(column: String?, _ title: Wording) {
        let shown = column.map { Markup.escaped(clock.text(column: $0)) } ?? ""
        items.append("<li><span class=\"when\">\(shown)</span> <b>\(capital(title))</b></li>")
    }

    private mutating func add(_ moment: Int64, _ title: Wording) {
        let time = "<span class=\"when\">\(visit.time(moment, clock))</span>"
        items.append("<li>\(time) <b>\(capital(title))</b></li>")
    }

    private mutating func add(_ attempt: LogRow) {
        let kind = capital(LogWords.kind(attempt.kind))
        var facts = [attempt.relay, attempt.tls]
        facts.append(attempt.duration.map { visit.text(Wording(ru: "\($0) мс", en: "\($0) ms")) })
        facts.append(attempt.actor.map { visit.text(Wording(ru: $0, en: "by \($0)")) })
        facts.append(attempt.note)
        let told = facts.compactMap(\.self).filter { !$0.isEmpty }.map(Markup.isolated).joined(
            separator: ", "
        )
        let state = attempt.outcome.flatMap(MessageState.init)
        let outcome =
            state.map(visit.state) ?? attempt.outcome.map { visit.said(LogWords.outcome($0)) } ?? ""
        let time = "<span class=\"when\">\(visit.time(attempt.at, clock))</span>"
        var item = "<li>\(time) <b>\(kind)</b> \(outcome)"
        if !told.isEmpty { item += "<p class=\"soft\">\(told)</p>" }
        if let reply = attempt.reply, !reply.isEmpty {
            let code = attempt.code.map { "\($0) " } ?? ""
            item += "<pre class=\"reply\"><bdi>\(Markup.lines(code + reply))</bdi></pre>"
        }
        items.append(item + meaning(of: attempt) + "</li>")
    }

    private func capital(_ wording: Wording) -> String {
        let text = visit.text(wording)
        return Markup.escaped(text.prefix(1).uppercased() + text.dropFirst())
    }

    /// What a refusal means, and what to do.
    private func meaning(of attempt: LogRow) -> String {
        guard attempt.outcome != MessageState.sent.rawValue,
            let status = attempt.enhancedCode.flatMap({ EnhancedStatus($0) })
        else { return "" }
        return
            "<p class=\"meaning\">\(visit.said(status.meaning.meaning)). \(visit.said(status.meaning.advice)).</p>"
    }
}
