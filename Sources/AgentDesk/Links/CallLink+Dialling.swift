extension CallLink {
    /// Whether a setting may let it be dialled, as it is written, without the agent's Enter. Only what is surely harmless may: a whole
    /// number of France or its overseas departments that is none of 08, in a writing of the plan, or a number of the exchange's own.
    /// It must not begin as help or as a service does, nor must what is left of it behind what gets an outside line: who dials digit by
    /// digit is through before the last of them.
    /// - Parameters:
    ///   - emergency: the line's emergency numbers.
    ///   - plan: how numbers are dialled at this desk.
    public func mayDialItself(emergency: [String], by plan: NumberPlan) -> Bool {
        guard let number = plainNumber, let known = plan.number(number),
            !emergency.contains(where: { plan.key($0) == known.key })
        else { return false }
        func isHelp(_ digits: String) -> Bool {
            FrenchPlan.beginsAsEmergency(digits) || emergency.contains { !$0.isEmpty && digits.hasPrefix($0) }
        }
        /// What is left behind these prefixes; behind an empty one the number itself.
        func rests(behind lines: [String]) -> [String] {
            lines.filter { number.hasPrefix($0) }.map { String(number.dropFirst($0.count)) }
        }
        if known.kind == .internal(number) {
            // The exchange may give a line for other digits than the settings say. Where they say some, a colleague's 3615 is no service.
            let outside = rests(behind: [plan.outsideLine, "0", "9", "000"])
            return !([number] + outside).contains(where: isHelp) && !outside.contains(where: FrenchPlan.beginsAsService)
        }
        guard let whole = known.e164, let national = FrenchPlan.national(String(whole.dropFirst())),
            !national.hasPrefix("8")
        else { return false }
        if number == whole { return true }
        let writings: [String] = [plan.internationalPrefix + whole.dropFirst(), plan.nationalPrefix + national]
        let readings = [number] + rests(behind: [plan.outsideLine])
        return writings.contains { number == $0 || number == plan.outsideLine + $0 }
            && !readings.contains { isHelp($0) || FrenchPlan.beginsAsService($0) }
    }

    /// The number, where it is digits alone.
    private var plainNumber: String? {
        let digits = address.hasPrefix("+") ? address.dropFirst() : address[...]
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? address : nil
    }
}
