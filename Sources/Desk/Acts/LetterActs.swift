import Acts
import Store
import Wording

/// What may be done about a message in its present state.
enum LetterActs {
    static func of(_ message: MessageRow) -> [ActForm] {
        let fields = [("id", String(message.id))]
        var forms: [ActForm] = []
        func offers(_ act: Act) -> Bool { act.sources.contains(message.state) }
        if offers(.retry) {
            forms.append(
                ActForm(
                    act: .retry,
                    fields: fields,
                    title: ActPageWords.retry,
                    meaning: ActPageWords.retryMeaning
                )
            )
        }
        if offers(.release) {
            forms.append(
                ActForm(
                    act: .release,
                    fields: fields,
                    title: ActPageWords.release,
                    meaning: ActPageWords.releaseMeaning
                )
            )
        }
        if offers(.hold) {
            forms.append(
                ActForm(
                    act: .hold,
                    fields: fields,
                    title: ActPageWords.hold,
                    meaning: ActPageWords.holdMeaning
                )
            )
        }
        if message.state == .sent {
            forms.append(
                ActForm(
                    act: .resend,
                    fields: fields,
                    title: ActPageWords.resend,
                    meaning: ActPageWords.resendMeaning
                )
            )
        }
        if offers(.cancel) {
            forms.append(
                ActForm(
                    act: .cancel,
                    fields: fields,
                    title: ActPageWords.cancel,
                    meaning: ActPageWords.cancelMeaning
                )
            )
        }
        return forms
    }

    /// A registration's or an invitee's address, to be put right; what seems to be meant stands in the field.
    static func correcting(_ person: PersonRow) -> ActForm {
        let isInvitee = person.kind == .invitee
        return ActForm(
            act: isInvitee ? .correctInvitee : .correct,
            fields: [("id", String(person.id)), ("event", person.event), ("former", person.email)],
            title: ActPageWords.correct,
            meaning: isInvitee ? ActPageWords.correctInviteeMeaning : ActPageWords.correctMeaning,
            input: (
                "address", ActPageWords.newAddress, TypingSlips.suggestion(for: person.email) ?? person.email
            )
        )
    }

    /// Whether an address may be written to.
    static func of(address: String, isSuppressed: Bool) -> ActForm {
        let fields = [("address", address)]
        return isSuppressed
            ? ActForm(
                act: .unsuppress,
                fields: fields,
                title: ActPageWords.unsuppress,
                meaning: ActPageWords.unsuppressMeaning
            )
            : ActForm(
                act: .suppress,
                fields: fields,
                title: ActPageWords.suppress,
                meaning: ActPageWords.suppressMeaning
            )
    }

    /// What may be done about a whole mailing; `late` is how many were imported after it went.
    static func of(_ mailing: Mailing, late: Int = 0) -> [ActForm] {
        let fields = [("event", mailing.event), ("notification", mailing.notification)]
        func form(_ kind: ActRequest.Kind, _ title: Wording, _ meaning: Wording) -> ActForm {
            ActForm(act: kind, fields: fields, title: title, meaning: meaning)
        }
        let approve = form(.approve, ActPageWords.approve, ActPageWords.approveMeaning)
        let hold = form(.hold, ActPageWords.hold, ActPageWords.holdMeaning)
        let release = form(.release, ActPageWords.release, ActPageWords.releaseMeaning)
        let cancel = form(.cancel, ActPageWords.cancel, ActPageWords.cancelMeaning)
        let latecomers =
            late > 0
            ? [form(.approveLate, DeskWording.approveLate(late), DeskWording.approveLateMeaning(late))] : []
        return switch mailing.state {
        case .awaitingApproval: [approve, cancel]
        case .scheduled: [hold, cancel]
        case .running: latecomers + [hold, cancel]
        case .paused: latecomers + [release, cancel]
        case .finished: latecomers
        case .missed, .cancelled: []
        }
    }
}
