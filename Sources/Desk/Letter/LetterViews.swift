import Reports
import Web
import Wording

/// A letter in its forms: the page in a frame that may do nothing, the text, the source.
struct LetterViews {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    /// The forms.
    ///
    /// - Parameters:
    ///   - html: the address of the page; nil: it has none.
    ///   - text: the plain text; nil: it has none.
    ///   - source: the message, or its beginning.
    ///   - file: the address of the whole message.
    /// - Returns: HTML.
    func text(html: String?, text: String?, source: String, file: String?) -> String {
        var parts: [String] = []
        if let html {
            parts.append(
                """
                <iframe class="frame" sandbox="" loading="lazy" src="\(Markup.escaped(html))" title="\(visit.said(SentLetterPageWords.page))"></iframe>
                """
            )
        }
        if let text { parts.append(folded(SentLetterPageWords.text, text, isOpen: html == nil)) }
        parts.append(folded(SentLetterPageWords.source, source, isOpen: false))
        if let file {
            parts.append(
                "<p><a href=\"\(Markup.escaped(file))\" download=\"message.eml\">\(visit.said(SentLetterPageWords.file))</a></p>"
            )
        }
        return parts.joined(separator: "\n")
    }

    private func folded(_ title: Wording, _ text: String, isOpen: Bool) -> String {
        """
        <details\(isOpen ? " open=\"open\"" : "")><summary>\(visit.said(title))</summary>
        <pre tabindex="0"><bdi>\(Markup.lines(text))</bdi></pre></details>
        """
    }
}

/// What stands around a letter.
enum SentLetterPageWords {
    static let title = Wording(ru: "Письмо, каким оно ушло", en: "The letter as it went")
    static let page = Wording(ru: "Письмо как страница", en: "The letter as a page")
    static let text = Wording(ru: "Текстом", en: "As text")
    static let source = Wording(ru: "Исходный текст", en: "Source")
    static let file = Wording(ru: "Скачать письмо (.eml)", en: "Download the message (.eml)")
}
