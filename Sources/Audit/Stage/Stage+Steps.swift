import Scenarios

extension Stage {
    /// Does what a step says, or judges what it says.
    func carryOut(_ step: Step) throws(Stop) {
        switch step {
        case .setUp(let step): try carryOut(step)
        case .keys(let step): try carryOut(step)
        case .peer(let name, let step): try carryOut(step, by: name)
        case .network(let step): try carryOut(step)
        case .heard(let step): try judge { () throws(Stop) in try judge(step) }
        case .screen(let step): try judge { () throws(Stop) in try judge(step) }
        case .reader(let step): try judge { () throws(Stop) in try judge(step) }
        case .sound(let step): try judge { () throws(Stop) in try judge(step) }
        case .carried(let step): try judge { () throws(Stop) in try judge(step) }
        case .kept(let step): try judge { () throws(Stop) in try judge(step) }
        }
    }

    private func judge(_ body: () throws(Stop) -> Void) throws(Stop) {
        try startIfNeeded()
        isBlockOver = true
        try body()
    }
}
