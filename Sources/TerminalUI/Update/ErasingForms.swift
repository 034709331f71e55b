import AgentDesk

extension Turn {
    /// Takes out the forms about somebody that are being filled. One that was confirmed is a record that waits.
    /// - Parameter calls: the keys of the person's calls.
    /// - Returns: how many.
    mutating func eraseForms(of person: DeskPerson, _ calls: Set<String>) -> Int {
        let before = state.desk.drafts.count
        let submitted = state.desk.submitted
        state.desk.drafts.removeAll { submitted[$0.id] == nil && person.isNamed(in: $0, calls: calls) }
        if let party = state.desk.lastCall?.party, person.isNamed(number: nil, address: party) {
            state.desk.lastCall = nil
        }
        return before - state.desk.drafts.count
    }
}
