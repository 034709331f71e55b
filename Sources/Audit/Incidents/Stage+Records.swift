import Configuration
import Scenarios

extension Stage {
    func changeRecordServer(_ step: RecordServerStep) {
        begin()
        switch step {
        case .stops: records.fallSilent(true)
        case .returns: records.fallSilent(false)
        case .refuses(let reason): records.refuseNext(reason)
        }
    }

    /// Not what the program says that it sent: what the server has.
    func judgeReceived(_ text: String, in field: String) throws(Stop) {
        try eventually(
            expected: Bilingual(
                "« \(text) » dans le champ « \(field) » du serveur", "\"\(text)\" in the server's field \"\(field)\""),
            happened: {
                let found = records.records.flatMap(\.fields).map { "\($0.field): \($0.text)" }.joined(separator: " | ")
                return found.isEmpty ? Bilingual("il n'a rien reçu", "it received nothing") : Bilingual(found, found)
            },
            { () throws(Stop) in
                records.records.flatMap(\.fields).contains { same($0.field, field) && $0.text == text }
            })
    }

    /// What comes too late counts as well: a record that is sent twice comes after the first.
    func judgeRecordCount(_ count: Int) throws(Stop) {
        let expected = Bilingual("\(count) fiches sur le serveur", "\(count) forms on the server")
        func happened() -> Bilingual {
            let found = records.records.count
            return Bilingual("\(found) fiches", "\(found) forms")
        }
        try eventually(expected: expected, happened: happened) { () throws(Stop) in records.records.count >= count }
        try throughout(Limits.settling, expected: expected, happened: happened) { () throws(Stop) in
            records.records.count == count
        }
    }
}
