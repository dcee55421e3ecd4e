extension RecipientReport {
    /// Settles status and class from what the report tells: a status of its own, and the server's words.
    ///
    /// A code that says nothing (X.0.0) gives way to the one in the words.
    mutating func judge(told: EnhancedStatus?, text: String) {
        let said = EnhancedStatus.find(in: text)
        let isVague = told.map { $0.subject == 0 && $0.detail == 0 } ?? true
        status = isVague ? said ?? told : told
        switch action {
        case .delivered, .relayed, .expanded: bounceClass = nil
        case .failed, .delayed:
            let judged = BounceClass.of(status, text: text)
            bounceClass = judged
            if status == nil { status = EnhancedStatus.derived(from: judged, text: text, action: action) }
        }
    }
}
