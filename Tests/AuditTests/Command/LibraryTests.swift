import Configuration
import Testing

@testable import Audit

@Suite struct LibraryTests {
    @Test func aPathThatIsNotThereIsAProblem() throws {
        #expect(try Library(["/nowhere"], .english).problems.count == 1)
    }
}
