/// A person asked for what is kept of them to go (GDPR, article 17). The store does it on the disk; this does it for what is in memory, which
/// would be written back.
extension Outbox {
    /// Events of calls go: nobody was promised them. A record that is done with goes once its news was told. What waits was promised to
    /// the agent: it is sent, and its answer is linked to no call.
    mutating func erase(_ person: DeskPerson, _ calls: Set<String>) -> [OutboxAction] {
        var actions: [OutboxAction] = []
        for key in items.map(\.key) {
            guard let index = place(of: key) else { continue }
            let isOfACall = items[index].call.map(calls.contains) == true
            if case .event(let event) = items[index].content {
                if isOfACall || person.isNamed(in: event) { actions.append(forget(index)) }
            } else if isOfACall, items[index].state.isFinished, items[index].news == nil {
                actions.append(forget(index))
            } else if isOfACall {
                items[index].forgetCall()
                actions.append(.keep(items[index]))
            }
        }
        return actions
    }
}
