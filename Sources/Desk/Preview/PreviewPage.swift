import Events
import HTTP
import Reports
import Web
import Wording

/// Letters as they will go: any notification, in any language, for anybody, before anyone gets it.
struct PreviewPage {
    static let routes: [Route] = [
        Route(.get, "/preview", access: .reader) { visit in try PreviewPage(visit).response() },
        Route(.get, "/preview/letter.html", access: .reader) { visit in
            do throws(PreviewFault) {
                let letter = try PreviewLetter(PreviewChoice(visit), visit)
                return LetterFrame.response(String(decoding: try letter.page(), as: UTF8.self))
            } catch { throw Refusal(.unprocessable, error.all.first ?? .nothing) }
        },
    ]

    private let visit: Visit
    private let choice: PreviewChoice

    private init(_ visit: Visit) {
        self.visit = visit
        choice = PreviewChoice(visit)
    }

    private func response() throws -> Response {
        var content = ""
        var languages: [String] = []
        if !choice.event.isEmpty {
            do throws(PreviewFault) {
                let letter = try PreviewLetter(choice, visit)
                languages = letter.languages
                if !choice.notification.isEmpty { content = try shown(letter) }
            } catch { content = SourceFaults(visit).text(error.all) }
        }
        return DeskPage(
            visit: visit,
            place: .preview,
            title: visit.text(DeskWords.preview),
            head: form(languages),
            content: content
        ).response()
    }

    // MARK: the form

    private func form(_ languages: [String]) -> String {
        let event = visit.web.events.event(choice.event)
        let notifications = event?.notifications.map(\.name) ?? []
        return """
            <form method="get" action="/preview">
            <div class="fields">
            \(select("event", PreviewWords.event, choice.event, visit.web.events.names))
            \(select("notification", PreviewWords.notification, choice.notification, notifications))
            \(select("language", PreviewWords.language, choice.language, languages))
            <label>\(visit.said(PreviewWords.person))<input name="person" value="\(Markup.escaped(choice.person))" \
            autocapitalize="none" spellcheck="false" maxlength="320"/></label>
            </div>
            <p><button class="main" type="submit">\(visit.said(PreviewWords.show))</button></p>
            </form>

            """
    }

    private func select(_ name: String, _ title: Wording, _ chosen: String, _ values: [String]) -> String {
        let all = [""] + (values.contains(chosen) || chosen.isEmpty ? values : [chosen] + values)
        let options = all.map { value in
            let text = value.isEmpty ? visit.said(PreviewWords.choose) : Markup.escaped(value)
            let mark = value == chosen ? " selected=\"selected\"" : ""
            return "<option value=\"\(Markup.escaped(value))\"\(mark)>\(text)</option>"
        }
        return "<label>\(visit.said(title))<select name=\"\(name)\">\(options.joined())</select></label>"
    }

    // MARK: the letter

    private func shown(_ letter: PreviewLetter) throws(PreviewFault) -> String {
        let preview = try letter.preview()
        var facts = Facts(visit)
        facts.add(PreviewWords.subject, Markup.isolated(preview.subject))
        facts.add(PreviewWords.from, Markup.isolated(preview.from))
        facts.add(PreviewWords.to, Markup.isolated(preview.to))
        facts.add(PreviewWords.replyTo, preview.replyTo.map(Markup.isolated))
        facts.add(PreviewWords.preheader, Markup.isolated(preview.preheader))
        facts.add(
            PreviewWords.files,
            Markup.isolated(preview.attachments.map(\.name).joined(separator: ", "))
        )
        let address = Markup.escaped("/preview/letter.html?" + choice.query.encoded)
        func frame(_ kind: String, _ title: Wording) -> String {
            """
            <figure><figcaption>\(visit.said(title))</figcaption>
            <iframe class="frame \(kind)" sandbox="" loading="lazy" src="\(address)" title="\(visit.said(title))"></iframe></figure>
            """
        }
        let source = String(decoding: try letter.message().prefix(64 << 10), as: UTF8.self)
        return """
            \(facts.text)
            <div class="frames">
            \(frame("phone", PreviewWords.phone))
            \(frame("desktop", PreviewWords.desktop))
            </div>
            \(LetterViews(visit).text(html: nil, text: preview.text, source: source, file: nil))
            """
    }
}

/// What somebody wants to see.
struct PreviewChoice {
    let event: String
    let notification: String
    let language: String
    /// An address; empty: somebody who does not exist.
    let person: String

    init(_ visit: Visit) {
        func value(_ name: String) -> String { visit.request.query[name] ?? "" }
        event = value("event")
        notification = value("notification")
        language = value("language")
        person = value("person")
    }

    var query: Query {
        Query([("event", event), ("notification", notification), ("language", language), ("person", person)])
    }
}
