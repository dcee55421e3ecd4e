import Delivery
import HTTP
import Mail
import Reports
import Site
import Store
import Web
import Wording

/// A letter as it went: on its page, by itself for a frame, and as a file.
enum SentLetterRoutes {
    static let all: [Route] = [
        Route(.get, "/messages/{id}/letter.html", access: .reader) { visit in
            let letter = try asked(visit)
            return LetterFrame.response(LetterBodies(of: letter.bytes).html ?? "")
        },
        Route(.get, "/messages/{id}/letter.eml", access: .reader) { visit in
            Response(bytes: try asked(visit).bytes, type: "message/rfc822")
                .with("Content-Disposition", "attachment; filename=\"message-\(visit["id"]).eml\"")
        },
    ]

    private static func asked(_ visit: Visit) throws -> SentLetter {
        guard let id = Int64(visit["id"]), String(id) == visit["id"] else { throw Missing.refusal }
        return try visit.web.stores.read { store in
            do throws(SentLetterError) { return try letter(id, store, visit.web) } catch {
                throw Refusal(.notFound, error.wording(of: id))
            }
        }
    }

    /// The letter of a message, made anew from what it was made from, or else from the files of today.
    static func letter(
        _ id: Int64,
        _ store: MessageStore,
        _ web: WebContext
    ) throws(SentLetterError) -> SentLetter {
        do throws(SentLetterError) { return try SentLetter(of: id, in: store) } catch {
            guard case .filesGone = error, let path = web.path, let site = try? Site.load(configuration: path)
            else { throw error }
            return try SentLetter(of: id, in: store, current: site)
        }
    }
}

/// A letter as it went, on the page that tells its story.
struct SentLetterSection {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    /// So much of the source is shown; all of it is in the file.
    private static let longest = 64 << 10

    func text(_ message: MessageRow, _ store: MessageStore) -> String {
        let body: String
        do throws(SentLetterError) {
            body = shown(try SentLetterRoutes.letter(message.id, store, visit.web), message.id)
        } catch { body = "<p class=\"soft\">\(visit.said(error.wording(of: message.id)))</p>" }
        return visit.section("letter", SentLetterPageWords.title, body)
    }

    private func shown(_ letter: SentLetter, _ id: Int64) -> String {
        let bodies = LetterBodies(of: letter.bytes)
        let doubt = letter.doubt.map {
            "<p class=\"meaning\">\(visit.said(SentLetterWords.notExact($0.wording)))</p>\n"
        }
        let source = String(decoding: letter.bytes.prefix(Self.longest), as: UTF8.self)
        let address = Link.letter(id)
        return (doubt ?? "")
            + LetterViews(visit).text(
                html: bodies.html == nil ? nil : address + "/letter.html",
                text: bodies.text,
                source: source,
                file: address + "/letter.eml"
            )
    }
}
