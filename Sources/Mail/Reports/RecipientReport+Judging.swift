extension RecipientReport {
    /// Settles status and class from what the report tells: a status of its own, and the server's words.
    ///
    /// A code that says nothing gives way to one in the words that says more.
    mutating func judge(told: EnhancedStatus?, text: String) {
        status = StatusWords.choose(told, in: text)
        switch action {
        case .delivered, .relayed, .expanded: bounceClass = nil
        case .failed, .delayed:
            let judged = BounceClass.of(status, text: text)
            bounceClass = judged
            if status == nil { status = EnhancedStatus.derived(from: judged, text: text, action: action) }
        }
    }
}
