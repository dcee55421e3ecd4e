import Administration
import Delivery
import Mail
import Site
import Store
import Wording

/// Does what is asked, as the command line does it: with a connection of its own, never the engine's.
struct ActRunner {
    /// The configuration whose database and events are meant.
    let configuration: String
    let environment: [String: String]
    let now: Int64

    func run(_ request: ActRequest) -> ActAnswer {
        guard !request.actor.isEmpty, (request.ids?.count ?? 0) <= ActRequest.mostIDs else {
            return ActWords.bad
        }
        if request.act == .ping { return ActAnswer(.done, ActWords.here) }
        do throws(SiteError) {
            let site = try Site.loadForService(configuration: configuration, environment: environment)
            do throws(StoreError) {
                let store = try MessageStore(path: site.configuration.database, access: .readWrite)
                store.language = site.configuration.language.rawValue
                return try run(request, site, store)
            } catch {
                return ActAnswer(error.category == .busy ? .busy : .failed, error.wording)
            }
        } catch {
            return ActAnswer(.failed, Wording(verbatim: error.faults.first ?? ""))
        }
    }

    private func run(
        _ request: ActRequest,
        _ site: Site,
        _ store: MessageStore
    ) throws(StoreError) -> ActAnswer {
        switch request.act {
        case .hold: try messages(.hold, request, site, store)
        case .release: try messages(.release, request, site, store)
        case .cancel: try messages(.cancel, request, site, store)
        case .retry: try messages(.retry, request, site, store)
        case .resend: try resend(request, site, store)
        case .approve: approve(request, site, store)
        case .approveLate: approveLate(request, site, store)
        case .suppress: try suppress(request, store)
        case .unsuppress: try unsuppress(request, store)
        case .correct: try correct(request, store)
        case .correctInvitee: try correctInvitee(request, site, store)
        case .unsubscribe: try unsubscribe(request, store)
        case .ping: ActAnswer(.done, ActWords.here)
        }
    }

    private func messages(
        _ act: Act,
        _ request: ActRequest,
        _ site: Site,
        _ store: MessageStore
    ) throws(StoreError) -> ActAnswer {
        guard let ids = request.ids, !ids.isEmpty else { return try mailing(act, request, site, store) }
        for id in ids where try store.message(id: id) == nil {
            return ActAnswer(.unknown, ActWords.noMessage(id))
        }
        var filter = LogFilter()
        filter.ids = ids
        let done = try store.act(
            act,
            on: filter,
            actor: request.actor,
            reason: request.reason,
            expires: now + site.configuration.retry.giveUpAfter.components.seconds * 1000,
            now: now
        )
        guard done > 0 else { return ActAnswer(.refused, ActWords.notNow(act), messages: 0) }
        return ActAnswer(.done, ActWords.done(act, done), messages: done)
    }

    private func mailing(
        _ act: Act,
        _ request: ActRequest,
        _ site: Site,
        _ store: MessageStore
    ) throws(StoreError) -> ActAnswer {
        guard let event = request.event, let notification = request.notification else { return ActWords.bad }
        do throws(MailingServiceError) {
            let change = try MailingService(site: site, store: store).act(
                act,
                event: event,
                notification: notification,
                actor: request.actor,
                reason: request.reason,
                now: now
            )
            guard let change else { return ActAnswer(.refused, ActWords.noMailing) }
            return ActAnswer(.done, ActWords.done(act, change.messages), messages: change.messages)
        } catch { return answer(to: error) }
    }

    private func approve(_ request: ActRequest, _ site: Site, _ store: MessageStore) -> ActAnswer {
        guard let event = request.event, let notification = request.notification else { return ActWords.bad }
        do throws(MailingServiceError) {
            let approval = try MailingService(site: site, store: store).approve(
                event: event,
                notification: notification,
                actor: request.actor,
                identity: request.actor,
                now: now
            )
            if approval.isRepeated, approval.missing > 0 {
                return ActAnswer(.refused, ActWords.approvedBefore)
            }
            return ActAnswer(.done, ActWords.approved(missing: approval.missing), missing: approval.missing)
        } catch { return answer(to: error) }
    }

    private func approveLate(_ request: ActRequest, _ site: Site, _ store: MessageStore) -> ActAnswer {
        guard let event = request.event, let notification = request.notification else { return ActWords.bad }
        do throws(MailingServiceError) {
            let count = try MailingService(site: site, store: store).approveLate(
                event: event,
                notification: notification,
                actor: request.actor,
                now: now
            )
            return ActAnswer(.done, DeskWording.approvedLate(count), messages: count)
        } catch { return answer(to: error) }
    }

    private func resend(
        _ request: ActRequest,
        _ site: Site,
        _ store: MessageStore
    ) throws(StoreError) -> ActAnswer {
        guard let ids = request.ids, !ids.isEmpty else { return ActWords.bad }
        for id in ids where try store.message(id: id) == nil {
            return ActAnswer(.unknown, ActWords.noMessage(id))
        }
        let results = try ResendService(site: site, store: store, now: now)
            .resend(ids, actor: request.actor, reason: request.reason)
        let made = results.count { $0.made != nil }
        if made == 0, let refusal = results.compactMap(\.refusal).first {
            return ActAnswer(.refused, refusal, messages: 0)
        }
        return ActAnswer(.done, ActWords.resent(made), messages: made)
    }

    private func suppress(_ request: ActRequest, _ store: MessageStore) throws(StoreError) -> ActAnswer {
        guard let text = request.address, let scope = Suppression.Scope(rawValue: request.scope ?? "all")
        else { return ActWords.bad }
        let key: String
        do throws(AddressError) { key = try Address(text).key } catch {
            return ActAnswer(.bad, error.wording)
        }
        let stopped = try store.suppress(
            key,
            scope: scope,
            reason: request.reason,
            actor: request.actor,
            now: now
        )
        return ActAnswer(.done, ActWords.suppressed(stopped), messages: stopped)
    }

    private func unsuppress(_ request: ActRequest, _ store: MessageStore) throws(StoreError) -> ActAnswer {
        guard let text = request.address else { return ActWords.bad }
        let isDone = try store.unsuppress(MessageStore.personKey(of: text), actor: request.actor, now: now)
        return isDone ? ActAnswer(.done, ActWords.unsuppressed) : ActAnswer(.unknown, ActWords.notOnTheList)
    }

    /// The web site's file was changed by whoever may write there, which the daemon's own process does not.
    private func correct(_ request: ActRequest, _ store: MessageStore) throws(StoreError) -> ActAnswer {
        guard let address = request.address, let former = request.former, let event = request.event else {
            return ActWords.bad
        }
        let note = [former + " → " + address, request.reason].compactMap(\.self).joined(separator: ": ")
        try store.logCorrection(of: former, event: event, actor: request.actor, note: note, now: now)
        return ActAnswer(.done, ActWords.corrected(address))
    }

    /// Whoever has a letter's token has seen the letter: nobody logs in for that.
    private func unsubscribe(_ request: ActRequest, _ store: MessageStore) throws(StoreError) -> ActAnswer {
        guard let token = request.token.flatMap({ UnsubscribeToken($0) }) else {
            return ActAnswer(.unknown, ActWords.noToken)
        }
        return switch try Unsubscribing(store, language: store.language).honour(token, by: .page, now: now) {
        case .stopped, .already: ActAnswer(.done, ActWords.unsubscribed)
        case .unknown: ActAnswer(.unknown, ActWords.noToken)
        }
    }

    private func answer(to error: MailingServiceError) -> ActAnswer {
        let outcome: ActAnswer.Outcome =
            switch error {
            case .unknownEvent, .unknownNotification: .unknown
            case .isPrompted, .needsNoApproval, .notWaiting, .awaitsApproval, .isNotCalledOff, .nobodyIsLate:
                .refused
            case .hasNoTime, .letter, .database: .failed
            }
        return ActAnswer(outcome, error.wording)
    }
}

extension ActAnswer {
    init(_ outcome: Outcome, _ wording: Wording, messages: Int? = nil, missing: Int? = nil) {
        self.init(outcome, ru: wording.ru, en: wording.en, messages: messages, missing: missing)
    }
}
