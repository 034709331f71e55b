/// How many clauses of EN 301 549 V3.2.1 that apply are met. What is untested or to be checked counts as not met.
struct ConformityRate {
    var passed = 0
    var applying = 0
    var failed: [RequirementResult] = []
    /// Neither met nor failed: a person has to look, or nothing was run.
    var open: [RequirementResult] = []
    var inapplicable: [RequirementResult] = []

    init(_ requirements: [RequirementResult]) {
        for one in requirements where one.requirement.number != nil {
            switch one.outcome {
            case .inapplicable: inapplicable.append(one)
            case .passed: passed += 1
            case .failed: failed.append(one)
            case .cantTell, .untested: open.append(one)
            }
        }
        applying = passed + failed.count + open.count
    }

    /// Rounded down.
    var percent: Int { ReportNumber.percent(passed, of: applying) }
    var isTotal: Bool { applying > 0 && passed == applying }
    /// The decree's middle state: half of the criteria or more.
    var isPartial: Bool { !isTotal && percent >= 50 }
}
