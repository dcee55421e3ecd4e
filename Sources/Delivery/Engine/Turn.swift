import Intake
import Service
import Store

/// A turn: what it has recorded, and what it has still to tell and to hand over.
///
/// Filled inside the transaction, acted on after its commit; a transaction that is undone takes it along.
struct Turn {
    /// What was recorded, in the order of the commit.
    var results: [DeliveryResult] = []
    /// Lines of the journal.
    var lines: [(line: AttemptLine, level: LogLevel)] = []
    /// Sentences worth knowing.
    var notices: [(level: LogLevel, text: String)] = []
    /// Mailings that were stopped for a person to look.
    var paused: Set<Int64> = []
    /// Mailings of which nothing more may go: what waits for a session is taken back.
    var stopped: Set<Int64> = []
    /// Whether a mailing's figures have changed, so that its rules are looked at again.
    var touchesMailings = false
    /// A person has mended something, or thinks so: relays that rest are tried again.
    var forgives = false
    /// The number of the commit, where something was recorded.
    var sequence: Int64?
}

/// The engine's state: all that a turn may change in memory.
///
/// A value, so that a turn that is undone leaves nothing behind.
struct EngineState {
    var mailings = MailingLook()
    /// Counts since the engine was made.
    var figures = Engine.Figures()
    /// What the transaction being made has to tell and to hand over; empty between turns.
    var turn = Turn()
    /// The wall clock at the last turn: when it goes back, waits are counted anew.
    var lastTurn: WallTime?
    /// Whether the wall clock may be believed.
    var clockGuard = ClockGuard()
    /// Events that rows name and no folder has: told once.
    var unknownEvents: Set<String> = []
    /// Whether anyone may wait to be looked at again.
    var hasLooks = true
    /// Whether the last turn had no time for all of them.
    var hasLooksLeft = false
    /// How far everyone of an event is looked at.
    var walking = Walking()
    /// How far it is found out who people are whose rows plain SQL has written.
    var identifying = Identifying()
    /// How many of the intake's changes the transaction being made has taken over.
    var consumedChanges = 0
    /// What the web site is to be told, and how far it was.
    var publishing = Publishing()
    /// Which registrations the intake is erasing.
    var erasing = Erasing()
    /// Which invitation lists are on their way.
    var importing = Importing()
    /// How far letters of events with faults are put aside.
    var parking = Parking()
    /// How far regions are counted.
    var covering = Covering()
    /// How the intake was doing when that was last written down.
    var notedCondition: IntakeCondition?
    /// Of each relay, what only a person can mend, as the database has it.
    var notedTroubles: [String?] = []
    /// What keeps the mailbox of returned mail from being read, as the database has it; nil before the first look.
    var notedMailbox: String?
    /// Of each relay, until when it takes nothing, as the database has it.
    var notedBlocks: [Uptime] = []
    /// What the database says of the last time that someone wished relays to be tried again; nil before the first look.
    var relaysAnew: String?
    /// When it is looked next for what is too old to be kept.
    var nextTidying = WallTime.zero
    /// How far it was looked for what is too old; nil: no look is under way.
    var purge: PurgeWalk?
    /// Before this moment it does not go on.
    var purgeAt = Uptime.zero
    /// How many claimed messages this turn did not let go.
    var turnedAway = 0
    /// What kept the last claim from taking more, and when it was made.
    var claimStop = Engine.ClaimStop.none
    var claimedAt = WallTime.zero
    /// When registrations were planned last.
    var plannedAt = Uptime.zero
}

/// Parts of ``Engine/state`` that several stages of a turn ask for, under their short names; what one stage alone
/// keeps there it names in full.
extension Engine {
    /// Counts since the engine was made.
    public internal(set) var figures: Figures {
        get { state.figures }
        set { state.figures = newValue }
    }
    var mailings: MailingLook {
        get { state.mailings }
        _modify { yield &state.mailings }
    }
    var clockGuard: ClockGuard {
        get { state.clockGuard }
        _modify { yield &state.clockGuard }
    }
    var unknownEvents: Set<String> {
        get { state.unknownEvents }
        _modify { yield &state.unknownEvents }
    }
    var hasLooks: Bool {
        get { state.hasLooks }
        set { state.hasLooks = newValue }
    }
    var walking: Walking {
        get { state.walking }
        _modify { yield &state.walking }
    }
    var identifying: Identifying {
        get { state.identifying }
        _modify { yield &state.identifying }
    }
    var consumedChanges: Int {
        get { state.consumedChanges }
        set { state.consumedChanges = newValue }
    }
    var erasing: Erasing {
        get { state.erasing }
        _modify { yield &state.erasing }
    }
    var importing: Importing {
        get { state.importing }
        _modify { yield &state.importing }
    }
    var covering: Covering {
        get { state.covering }
        _modify { yield &state.covering }
    }
    var publishing: Publishing {
        get { state.publishing }
        _modify { yield &state.publishing }
    }
    var notedCondition: IntakeCondition? {
        get { state.notedCondition }
        set { state.notedCondition = newValue }
    }
    var plannedAt: Uptime {
        get { state.plannedAt }
        set { state.plannedAt = newValue }
    }
}
