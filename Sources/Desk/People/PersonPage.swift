import HTTP
import Reports
import Store
import Web
import Wording

/// Everything about one address: the rows that name it, its letters, the suppression list, what was done about it.
struct PersonPage {
    static let routes: [Route] = [
        Route(.get, "/people", access: .reader) { visit in
            let address = visit.request.query["address"] ?? ""
            return try visit.web.stores.read { store in
                try PersonPage(visit: visit, store: store, address: address).response()
            }
        }
    ]

    let visit: Visit
    let store: MessageStore
    let address: String

    func response() throws -> Response {
        guard !address.isEmpty else { return page(.ok, nil, "") }
        let key = MessageStore.personKey(of: address)
        let people = try store.people(of: key)
        let messages = try store.messages(of: key)
        let suppression = try store.suppression(of: key)
        let acts = try store.acts(about: key)
        guard !people.isEmpty || !messages.isEmpty || suppression != nil || !acts.isEmpty else {
            let told = "<p class=\"fault\" role=\"alert\">\(visit.said(Words.unknown(address)))</p>"
            return page(.notFound, nil, told)
        }
        let clock = visit.web.events.clock(of: people.map(\.event) + messages.map(\.event))
        var parts = [try suppressed(suppression, clock)]
        let forms = ActForm.list([LetterActs.of(address: key, isSuppressed: suppression != nil)], visit)
        if !forms.isEmpty, address.contains("@") {
            parts.append(visit.section("acts", ActPageWords.title, forms))
        }
        parts += people.enumerated().map { row($0.element, "row-\($0.offset)", clock) }
        parts += [letters(messages, clock), done(acts, clock)]
        return page(.ok, clock, parts.filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    private func page(_ status: Status, _ clock: ReportClock?, _ content: String) -> Response {
        DeskPage(
            visit: visit,
            place: .people,
            title: address.isEmpty || status != .ok ? visit.text(DeskWords.people) : address,
            clock: clock,
            head: form,
            content: content
        ).response(status)
    }

    private var form: String {
        """
        <form class="search" method="get" action="/people" role="search">
        <label>\(visit.said(PersonPageWords.address))
        <input name="address" type="search" value="\(Markup.escaped(address))" autocapitalize="none" autocomplete="off" \
        spellcheck="false" maxlength="320"/></label>
        <button class="main" type="submit">\(visit.said(LogPageWords.find))</button>
        </form>

        """
    }

    private func suppressed(_ suppression: Suppression?, _ clock: ReportClock) throws -> String {
        guard let suppression else { return "" }
        var facts = Facts(visit)
        facts.add(StoryTitles.what, visit.said(StoryWords.scope(suppression.scope)))
        facts.add(StoryTitles.since, visit.time(suppression.at, clock))
        facts.add(StoryTitles.reason, suppression.reason.map(Markup.isolated))
        facts.add(StoryTitles.by, suppression.actor.map(Markup.isolated))
        return visit.section("suppressed", PersonPageWords.suppressed, facts.text)
    }

    private func row(_ person: PersonRow, _ id: String, _ clock: ReportClock) -> String {
        var facts = Facts(visit)
        facts.add(PersonPageWords.event, Link.to(Link.event(person.event), person.event))
        facts.add(PersonPageWords.name, person.name.map(Markup.isolated))
        facts.add(StoryTitles.address, Markup.isolated(person.email))
        facts.add(PersonPageWords.secondAddress, person.secondEmail.map(Markup.isolated))
        facts.add(PersonPageWords.organization, person.organization.map(Markup.isolated))
        facts.add(PersonPageWords.position, person.position.map(Markup.isolated))
        facts.add(PersonPageWords.region, person.region.map(Markup.isolated))
        facts.add(PersonPageWords.language, person.language.map(Markup.isolated))
        facts.add(PersonPageWords.timeZone, person.timeZone.map(Markup.isolated))
        facts.add(ReportWords.status, person.status.map { visit.said(PersonPageWords.status($0)) })
        facts.add(PersonPageWords.created, person.createdAt.map { Markup.escaped(clock.text(column: $0)) })
        facts.add(PersonPageWords.details, person.details.map { "<code>\(Markup.escaped($0))</code>" })
        let title =
            person.kind == .registration
            ? PersonPageWords.registration(person.id) : PersonPageWords.invitee(person.id)
        // One that is not the event's any more is no letter's.
        let isOpen = person.kind == .invitee || person.status != "cancelled"
        let forms = isOpen ? ActForm.list([LetterActs.correcting(person)], visit) : ""
        return visit.section(id, title, facts.text + "\n" + forms)
    }

    private func letters(_ messages: [MessageRow], _ clock: ReportClock) -> String {
        guard !messages.isEmpty else { return "" }
        var table = LetterTable(visit, clock, caption: PersonPageWords.lettersCaption, namesPeople: false)
        for message in messages.reversed() { table.add(message) }
        return visit.section("letters", ReportWords.letters, table.text)
    }

    private func done(_ acts: [LogRow], _ clock: ReportClock) -> String {
        guard !acts.isEmpty else { return "" }
        var table = LogTable(visit, clock, caption: PersonPageWords.besides)
        for act in acts { table.add(act) }
        return visit.section("besides", PersonPageWords.besides, table.text)
    }
}
