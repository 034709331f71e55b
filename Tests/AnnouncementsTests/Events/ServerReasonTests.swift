import Testing

@testable import Announcements

@Suite("What a server says of a refusal is fit for the ear")
struct ServerReasonTests {
    @Test(arguments: [
        ("date manque (HTTP 422)", "date manque"), ("date (du jour)", "date (du jour)"),
        ("HTTP 404", "adresse inconnue du serveur"), ("HTTP 422", "le serveur ne prend pas cette fiche"),
        ("cut", "cut"), ("\" (HTTP 422)", "le serveur ne prend pas cette fiche"), ("", "le serveur a mal répondu"),
        ("the server does not search by our key", "le serveur ne cherche pas par notre référence"),
    ])
    func theStatusIsNotSpoken(_ reason: String, _ heard: String) {
        #expect(ServerReason.spoken(reason, .french) == heard)
    }

    @Test func aPageShowsItWhole() {
        #expect(ServerReason.shown("HTTP 404", .english) == "the server does not know the address (HTTP 404)")
        #expect(ServerReason.shown("date manque (HTTP 422)", .french) == "date manque (HTTP 422)")
        #expect(ServerReason.shown("too many steps", .french) == "le serveur n'en finit pas")
    }

    @Test func aLongSentenceEndsWithAWord() {
        let long = Array(repeating: "parole", count: 30).joined(separator: " ") + " (HTTP 400)"
        let heard = ServerReason.spoken(long, .english)
        #expect(heard.count <= Limits.reasonCharacters && heard.hasSuffix("parole"))
    }
}
