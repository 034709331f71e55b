import CallEngine
import JSONText

/// Somebody at the far end, as a record holds them.
enum KeptParty {
    static func read(_ json: JSON) -> Party? {
        guard let address = json["address"]?.text else { return nil }
        return Party(
            name: json["name"]?.text, number: json["number"]?.text, address: address,
            isWithheld: json["withheld"]?.boolean ?? false)
    }
}
