import Wording

/// Looks at a finished letter: its size, its lines, and whether a hostile value got out of its place.
struct ResultCheck {
    let file: String
    let message: [UInt8]
    let preview: LetterPreview
    /// Addresses of what is loaded from elsewhere that have been told already.
    var knownRemote: Set<String> = []

    /// What is wrong with the letter.
    var findings: [Finding] {
        var found: [Finding] = []
        let size = preview.html.utf8.count
        if size > LetterCheck.largestPage {
            found.append(
                .fault(
                    Wording(
                        ru:
                            "\(file):1:1: в странице \(size) байт; больше \(LetterCheck.largestPage) её обрезают",
                        en:
                            "\(file):1:1: the page has \(size) bytes; above \(LetterCheck.largestPage) it is clipped"
                    )
                )
            )
        }
        if preview.subject.isEmpty {
            found.append(
                .fault(
                    Wording(
                        ru: "\(file):1:1: тема (Subject) получилась пустой",
                        en: "\(file):1:1: the Subject comes out empty"
                    )
                )
            )
        }
        if preview.subject.utf8.count > 1000 {
            let count = preview.subject.utf8.count
            found.append(
                .remark(
                    Wording(
                        ru: "\(file):1:1: длина темы (Subject) в байтах: \(count)",
                        en: "\(file):1:1: the Subject has \(count) bytes"
                    )
                )
            )
        } else if preview.subject.count > 250 {
            let count = preview.subject.count
            found.append(
                .remark(
                    Wording(
                        ru: "\(file):1:1: длина темы (Subject) в знаках: \(count)",
                        en: "\(file):1:1: the Subject has \(count) characters"
                    )
                )
            )
        }
        // RFC 5322 §2.1.1: lines of at most 998 octets, ended by CRLF alone.
        if let length = longestLine, length > 998 {
            found.append(
                .fault(
                    Wording(
                        ru: "\(file):1:1: в строке письма \(length) байт, больше 998",
                        en: "\(file):1:1: a line of the message has \(length) octets, more than 998"
                    )
                )
            )
        }
        for address in remote {
            found.append(
                .fault(
                    Wording(
                        ru: """
                            \(file):1:1: показывает нечто со стороны (\(address)), почтовые программы такое не загружают; \
                            положите картинку в layout/ и напишите cid:ИМЯ
                            """,
                        en: """
                            \(file):1:1: shows something from elsewhere (\(address)), which mail programs block; put a \
                            picture into layout/ and write cid:NAME
                            """
                    )
                )
            )
        }
        if leaks {
            found.append(
                .fault(
                    Wording(
                        ru:
                            "\(file):1:1: то, что ввёл человек, становится разметкой: пишите {{…}}, а не {{{…}}}",
                        en: "\(file):1:1: what a registrant typed becomes markup: use {{…}}, not {{{…}}}"
                    )
                )
            )
        }
        return found
    }

    /// What the page loads that its sources do not name themselves: by a value, or raw.
    private var remote: [String] {
        let page = Array(preview.html.utf8)
        let places = HTMLScanner.pieces(of: page).flatMap { AddressPlaces.of($0, in: page) }
        return places.filter(\.isFetched).map { String(decoding: page[$0.range], as: UTF8.self) }.filter {
            MarkupCheck.isRemote($0) && !knownRemote.contains($0)
        }
    }

    private var longestLine: Int? {
        message.split(separator: 0x0A, omittingEmptySubsequences: false).map(\.count).max()
    }

    /// Whether the hostile sample's markup, link or picture is live in the page.
    private var leaks: Bool {
        let page = preview.html.utf8.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        let mark = SamplePerson.mark
        // Texts searched for by characters take the most of a trial.
        return ["<script>\(mark)", "href=\"javascript:", "bcc: \(mark)@example.com\n"].contains {
            page.firstPlace(of: Array($0.utf8)) != nil
        }
    }
}
