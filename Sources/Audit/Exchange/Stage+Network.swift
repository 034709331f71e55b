import Configuration
import Scenarios
import Time

extension Stage {
    func carryOut(_ step: NetworkStep) throws(Stop) {
        if step == .addressChanges {
            throw Stop.obstacle(
                .untested,
                Bilingual(
                    "changer l'adresse du poste demande les droits de l'administrateur",
                    "to change the computer's address takes the rights of its administrator"))
        }
        if case .records(let event) = step { return changeRecordServer(event) }
        begin()
        exchange.update { $0.change(step, at: .now) }
    }
}

extension Switchboard {
    mutating func change(_ step: NetworkStep, at now: Instant) {
        switch step {
        case .fails(let duration):
            conditions.isDown = true
            conditions.returnsAt = duration.map { now + $0 }
        case .returns:
            conditions.isDown = false
            conditions.returnsAt = nil
        case .loses(let percent): conditions.loss = percent / 100
        case .duplicates(let percent): conditions.duplication = percent / 100
        case .delays(let duration): conditions.delay = duration
        case .jitters(let duration): conditions.jitter = duration
        case .serverStops: isSilent = true
        case .serverReturns:
            isSilent = false
            refusesPassword = false
        case .serverRefusesPassword: refusesPassword = true
        case .addressChanges, .records: break
        }
    }
}
