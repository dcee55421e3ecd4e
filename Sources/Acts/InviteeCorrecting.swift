import Administration
import Foundation
import Mail
import Site
import Store
import Wording

/// An invitee's address that is put right in the list, where the daemon may write.
extension ActRunner {
    func correctInvitee(
        _ request: ActRequest,
        _ site: Site,
        _ store: MessageStore
    ) throws(StoreError) -> ActAnswer {
        guard let id = request.ids?.first, request.ids?.count == 1, let event = request.event,
            let former = request.former, let written = request.address
        else { return ActWords.bad }
        let text = written.trimmingCharacters(in: .whitespacesAndNewlines)
        let address: Address
        do throws(AddressError) { address = try Address(text) } catch {
            return ActAnswer(.bad, error.wording)
        }
        let found = try store.correctInvitee(
            id,
            event: event,
            from: former,
            to: address,
            as: text,
            actor: request.actor,
            reason: request.reason,
            now: now
        )
        guard let correction = found else { return ActAnswer(.refused, ActWords.otherInvitee) }
        let results = try ResendService(site: site, store: store, now: now)
            .resend(correction.missed, actor: request.actor, reason: request.reason, isCorrected: true)
        let made = results.count { $0.made != nil }
        return ActAnswer(
            .done,
            ActWords.corrected(text, redirected: correction.redirected, again: made),
            messages: correction.redirected + made
        )
    }
}
