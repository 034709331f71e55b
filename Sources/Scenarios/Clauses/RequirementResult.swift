import Configuration

/// What one run says of one requirement.
public struct RequirementResult: Sendable, Equatable {
    public var requirement: Requirement
    public var outcome: Outcome
    /// Why it did not pass.
    public var reason: Bilingual?
    /// The scenarios that carry its tag, by their place in the run.
    public var scenarios: [Int]
}

extension AuditResult {
    /// Scenarios that failed and carry the tag of no requirement: no verdict on one tells of them.
    var failuresOfNoRequirement: [ScenarioResult] {
        scenarios.filter { $0.outcome == .failed && !$0.tags.contains { Catalogue.requirement($0) != nil } }
    }

    /// The verdict on every requirement, in the order of the catalogue: the worst of its scenarios, and what the
    /// catalogue says of it. A clause that a person judges never passes by scenarios alone.
    public var requirements: [RequirementResult] {
        var places: [String: [Int]] = [:]
        for (place, scenario) in scenarios.enumerated() {
            for tag in Set(scenario.tags) { places[tag, default: []].append(place) }
        }
        return Catalogue.all.map { requirement in
            judged(requirement, places[requirement.tag] ?? [])
        }
    }

    private func judged(_ requirement: Requirement, _ places: [Int]) -> RequirementResult {
        let carried = places.compactMap { scenarios.indices.contains($0) ? scenarios[$0] : nil }
        var outcomes = carried.map(\.outcome)
        var declared: Bilingual?
        switch requirement.applicability {
        case .applies: break
        case .inapplicable(let reason):
            outcomes.append(.inapplicable)
            declared = reason
        case .manual(let reason):
            outcomes.append(.cantTell)
            declared = reason
        }
        let outcome = Outcome.together(outcomes)
        let result = RequirementResult(
            requirement: requirement, outcome: outcome,
            reason: reason(outcome, carried, declared), scenarios: places)
        return result
    }

    /// The first scenario that decides tells why, where the catalogue does not.
    private func reason(_ outcome: Outcome, _ carried: [ScenarioResult], _ declared: Bilingual?) -> Bilingual? {
        if outcome == .passed { return nil }
        if let deciding = carried.first(where: { $0.outcome == outcome }) {
            return deciding.deciding?.reason ?? Bilingual("aucune étape jugée", "no step was judged")
        }
        return declared ?? Bilingual("aucun scénario", "no scenario")
    }
}
