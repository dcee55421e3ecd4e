import Acts
import HTTP
import Intake
import Mail
import Wording

/// An address that is put right in the web site's file: from there all that follows is known, as with any registration.
enum AddressCorrection {
    /// Writes it, once the daemon is there to write it down; leaves the address in the request as it was written.
    static func write(_ request: inout ActRequest, _ visit: Visit) throws(Refusal) {
        guard let id = request.ids?.first, request.ids?.count == 1, let event = request.event,
            let former = request.former, let text = request.address
        else { throw Refusal(.badRequest, WebWords.badAct) }
        let address = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        do throws(AddressError) { _ = try Address(address) } catch {
            throw Refusal(.unprocessable, error.wording, fields: [("address", error.wording)])
        }
        // Nothing is done that cannot be written down.
        let isThere = visit.web.acts.send(ActRequest(.ping, actor: request.actor))
        guard isThere.outcome == .done else {
            throw Refusal(.unavailable, Wording(ru: isThere.ru, en: isThere.en))
        }
        let isDone = try visit.web.intake.visit { writer throws(RegistrationWriter.Failure) in
            try writer.correct(id, event: event, from: former, to: address)
        }
        guard isDone else { throw Refusal(.conflict, WebWords.otherAddress) }
        request.address = address
    }
}
