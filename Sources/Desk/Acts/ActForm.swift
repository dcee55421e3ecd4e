import Acts
import HTTP
import Reports
import Web
import Wording

/// What somebody may do: a form that works without a script, and asks once more where there is no way back.
struct ActForm {
    let act: ActRequest.Kind
    /// What it is about, under the names of the form's fields.
    let fields: [(String, String)]
    /// The button's text.
    let title: Wording
    /// What it does.
    let meaning: Wording
    /// A field for whoever acts: its name, its label, what stands in it.
    var input: (name: String, label: Wording, value: String)?
    /// Whether it is done without asking.
    var isPlain = false

    /// The forms, for those who may use them; else what stands in the way.
    static func list(_ forms: [ActForm], _ visit: Visit) -> String {
        guard !forms.isEmpty else { return "" }
        guard let person = visit.person else {
            guard !visit.web.settings.users.isEmpty else { return "" }
            let address = "/login?back=" + Percent.encode(visit.here)
            return "<p><a href=\"\(address)\">\(visit.said(DeskWords.logInToAct))</a></p>"
        }
        guard person.role == .operator else {
            return "<p class=\"soft\">\(visit.said(DeskWords.readersOnly))</p>"
        }
        // No form is believed without its session.
        guard let token = person.formToken else { return "" }
        return "<div class=\"acts\">\n\(forms.map { $0.text(visit, token) }.joined(separator: "\n"))\n</div>"
    }

    private func text(_ visit: Visit, _ token: String) -> String {
        let hidden = ([("csrf", token), ("back", visit.here)] + fields).map {
            "<input type=\"hidden\" name=\"\($0)\" value=\"\(Markup.escaped($1))\"/>"
        }
        let reason =
            isPlain
            ? ""
            : "<label>\(visit.said(DeskWords.reason)) <input name=\"reason\" maxlength=\"300\"/></label> "
        let own = input.map { input in
            "<label>\(visit.said(input.label)) <input name=\"\(input.name)\" value=\"\(Markup.escaped(input.value))\" "
                + "required=\"required\" maxlength=\"320\" autocapitalize=\"none\" spellcheck=\"false\"/></label> "
        }
        let form = """
            <form method="post" action="/acts/\(act.rawValue)">\(hidden.joined())\
            \(own ?? "")\(reason)<button\(isPlain ? "" : " class=\"main\"") type="submit">\(visit.said(title))</button></form>
            """
        guard !isPlain else { return form }
        return """
            <details class="act"><summary>\(visit.said(title))…</summary>
            <p>\(visit.said(meaning))</p>
            \(form)
            </details>
            """
    }
}
