import Testing

@testable import Scenarios

@Suite struct SteadyTextTests {
    @Test(arguments: [
        ("Dupont a raccroché, 3 minutes 12", "Dupont a raccroché"), ("Appel clos, 12 secondes", "Appel clos"),
        ("14 heures 5, Appel de Dupont", "Appel de Dupont"),
        ("Appel manqué, Dupont, hier 9 heures", "Appel manqué, Dupont"),
        ("lundi 2 mars 14 heures 5 Dupont", "Dupont"), ("Dupont, 2 March 2026, 14:05", "Dupont"),
        ("En ligne Dupont 0:12", "En ligne Dupont"), ("Server 127.0.0.1:40123 unreachable", "unreachable"),
        ("serveur muet, nouvel essai dans 30 secondes", "serveur muet, nouvel essai dans"),
        ("Volume 45 % Du", "Volume"),
        ("Connected, 1 hour 5", "Connected"),
    ])
    func whatChangesIsLeftOut(_ text: String, _ steady: String) throws {
        let found = try #require(SteadyText(of: text))
        #expect(found.text == steady)
        #expect(!found.isWhole)
    }

    @Test(arguments: [
        "Dupont, ligne Accueil", "Second call: Martin", "Composer, F2 ou c", "Page 1 de 3", "0476001122",
        "Mars appelle",
        "May I help",
    ])
    func whatStaysIsWhole(_ text: String) {
        #expect(SteadyText(of: text) == SteadyText(of: text))
        #expect(SteadyText(of: text)?.text == text)
        #expect(SteadyText(of: text)?.isWhole == true)
    }

    @Test(arguments: ["", "14:05", "12 secondes", "3 minutes 12", "lundi 2 mars", "A 12 s"])
    func whereTooLittleIsLeftThereIsNone(_ text: String) { #expect(SteadyText(of: text) == nil) }
}
