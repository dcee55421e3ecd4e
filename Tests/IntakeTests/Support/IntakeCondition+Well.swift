import Intake

extension IntakeCondition {
    /// Of an intake that was read to its end, and of which there is nothing to tell.
    static var well: IntakeCondition {
        var condition = IntakeCondition()
        condition.isCaughtUp = true
        return condition
    }
}
