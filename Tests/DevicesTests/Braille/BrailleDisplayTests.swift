import Glibc
import Testing

@testable import Devices

/// Messages on the real BRLTTY's virtual display.
@Suite(.serialized) struct BrailleDisplayTests {
    static func place(_ host: String, milliseconds: Int = 200) -> BraillePlace {
        BraillePlace(host: host, authentication: "none", messageMilliseconds: milliseconds, retryMilliseconds: 50)
    }

    /// Waits for something that a thread will do, ten seconds at most.
    static func until(_ isSo: () -> Bool) -> Bool {
        for _ in 0..<500 {
            if isSo() { return true }
            poll(nil, 0, 20)
        }
        return false
    }

    @Test(arguments: [40, 20]) func messageIsShownAndTheScreenComesBack(cells: Int) throws {
        let brltty = try #require(VirtualBraille(cells: cells))
        #expect(brltty.shows(String(VirtualBraille.screen.prefix(cells))))
        let display = BrailleDisplay(isOn: true, at: Self.place(brltty.host))
        defer { display.stop() }
        #expect(Self.until { display.cells == cells } && display.isThere)
        display.show("Sonne Hélène Dupont, 04 76 00 11 22, ligne Accueil")
        let shown = try #require(brltty.next())
        #expect(shown == (cells == 40 ? "Sonne Hélène Dupont, 04 76 00 11 22, li…" : "Sonne Hélène Dupont…"))
        #expect(brltty.readsScreen(), "the display is given back by itself")
        display.show("Fini\u{1B}[2J")
        #expect(brltty.next() == "Fini [2J")
        #expect(brltty.readsScreen())
    }

    @Test func newerEventTakesThePlaceAndStopGivesTheDisplayBack() throws {
        let brltty = try #require(VirtualBraille(cells: 40))
        #expect(brltty.shows(VirtualBraille.screen))
        let display = BrailleDisplay(isOn: true, at: Self.place(brltty.host, milliseconds: 60_000))
        #expect(Self.until { display.isThere })
        display.show("Sonne Dupont")
        #expect(brltty.next() == "Sonne Dupont")
        display.show("Pris Dupont")
        #expect(brltty.next() == "Pris Dupont")
        display.stop()
        #expect(brltty.readsScreen())
        display.show("Personne")
        display.stop()
    }

    @Test func aClearedMessageGivesWayToTheScreen() throws {
        let brltty = try #require(VirtualBraille(cells: 40))
        #expect(brltty.shows(VirtualBraille.screen))
        let display = BrailleDisplay(isOn: true, at: Self.place(brltty.host, milliseconds: 60_000))
        defer { display.stop() }
        #expect(Self.until { display.isThere })
        display.show("Sonne Dupont")
        #expect(brltty.next() == "Sonne Dupont")
        display.clear()
        #expect(brltty.readsScreen())
        display.show("Pris Dupont")
        #expect(brltty.next() == "Pris Dupont", "what comes later is shown")
    }

    @Test func serverThatComesLaterOrAgainIsFound() throws {
        var host = ""
        do {
            let first = try #require(VirtualBraille(cells: 40))
            host = first.host
        }
        let display = BrailleDisplay(isOn: true, at: Self.place(host))
        defer { display.stop() }
        display.show("Prêt")
        #expect(display.cells == nil && !display.isThere)
        for _ in 0..<2 {
            let brltty = try #require(VirtualBraille(cells: 40, host: host))
            #expect(Self.until { display.isThere })
            #expect(brltty.shows(VirtualBraille.screen))
            display.show("Sonne Dupont")
            #expect(brltty.shows("Sonne Dupont"))
        }
        #expect(Self.until { !display.isThere }, "the server ended")
    }

    /// BRLTTY that has just started takes connections, and has no display yet.
    @Test func displayThatTheServerGetsLaterIsFound() throws {
        let brltty = try #require(VirtualBraille(cells: 40, isPluggedIn: false))
        let display = BrailleDisplay(isOn: true, at: Self.place(brltty.host))
        defer { display.stop() }
        #expect(Self.until { display.cells == 0 } && !display.isThere)
        try #require(brltty.plugIn())
        #expect(Self.until { display.cells == 40 }, "no message was needed to find it")
        #expect(brltty.shows(VirtualBraille.screen))
        display.show("Sonne Dupont")
        #expect(brltty.shows("Sonne Dupont"))
    }

    @Test func withoutLibraryOrWishNothingHappens() {
        var place = Self.place("127.0.0.1:1")
        place.library = "libno-such-braille.so"
        for display in [BrailleDisplay(isOn: true, at: place), BrailleDisplay(isOn: false)] {
            display.show("Sonne Dupont")
            #expect(!display.isThere && display.cells == nil)
            display.stop()
        }
    }

    @Test(arguments: [
        ("Dupont", 8, "Dupont  "), ("Dupont", 6, "Dupont"), ("Dupont", 5, "Dupo…"), ("Dupont", 0, ""), ("ab", 1, "…"),
    ])
    func textHasExactlyTheCells(text: String, cells: Int, expected: String) {
        #expect(BrailleText.fitted(text, cells: cells) == expected)
    }
}
