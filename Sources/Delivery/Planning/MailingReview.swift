import Store

/// A mailing that is looked through: its members, whether each still belongs to it and goes at the right hour, and its
/// audience, whether somebody joins.
struct MailingReview {
    let mailing: Int64
    var planner: MailingPlanner
    /// Facts or rules may have moved: what has not gone moves with them.
    var heedsFacts = false
    /// Whether people join and leave, which they do until the last hour has struck.
    var keepsAudience = false
    /// The invitees up to this id get it though they were imported after it went; nil: nobody asked for that.
    var late: Int64?
    /// Whether its letters wait until everyone was looked at.
    var holdsLetters = false

    /// How far the members were looked through; nil: all of them were.
    var members: MemberWalk?
    /// The rows of the audience that are still to be asked who joins; nil: not known yet.
    var rest: RowRange?
    /// What has come of it.
    var tally = Tally()

    /// What a review has come to, in letters and people.
    struct Tally {
        var moved = 0
        var answered = 0
        var left = 0
        var joined = 0
    }

    /// Looks at those who belong to a mailing.
    init(_ mailing: Mailing, _ planner: MailingPlanner, facts: Bool, audience: Bool) {
        self.mailing = mailing.id
        self.planner = planner
        heedsFacts = facts
        keepsAudience = audience
        holdsLetters = facts
        members = MemberWalk()
    }

    /// Lets late invitees in.
    init(late mailing: Mailing, _ planner: MailingPlanner) {
        self.mailing = mailing.id
        self.planner = planner
        late = mailing.lateInvitee
    }

    /// Whether it asks the audience who joins.
    var admits: Bool { keepsAudience || late != nil }
}
