import JSONText

/// A record as the outbox keeps it on the disk.
extension IncidentRecord {
    var json: JSON {
        .record([
            "id": .text(id), "form": .text(form), "title": .text(title), "connector": .text(connector),
            "call": call.map { .text($0) }, "created": .integer(createdAt),
            "fields": .array(
                fields.map {
                    .record(["key": .text($0.key), "label": .text($0.label), "value": $0.value.stored])
                }),
        ])
    }

    init?(json: JSON) {
        guard let id = json["id"]?.text, let connector = json["connector"]?.text,
            case .array(let list)? = json["fields"]
        else { return nil }
        self.init(
            id: id, form: json["form"]?.text ?? "", title: json["title"]?.text ?? "", connector: connector,
            call: json["call"]?.text,
            fields: list.compactMap { field in
                guard let key = field["key"]?.text, let value = field["value"].flatMap(FieldValue.init(stored:)) else {
                    return nil
                }
                return Field(key: key, label: field["label"]?.text ?? key, value: value)
            },
            createdAt: json["created"]?.integer ?? 0)
    }
}

extension FieldValue {
    fileprivate var stored: JSON {
        switch self {
        case .text(let text): .record(["text": .text(text)])
        case .choice(let value, let label): .record(["choice": .text(value), "label": .text(label)])
        case .date(let date): .record(["date": .text(date)])
        case .place(let words, let latitude, let longitude):
            .record([
                "place": .text(words), "latitude": latitude.map { .number($0) },
                "longitude": longitude.map { .number($0) },
            ])
        case .phone(let phone): .record(["phone": .text(phone)])
        case .flag(let flag): .record(["flag": .boolean(flag)])
        case .file(let name, let octets): .record(["file": .text(name), "octets": .text(Base64.text(of: octets))])
        }
    }

    fileprivate init?(stored json: JSON) {
        if let text = json["text"]?.text {
            self = .text(text)
        } else if let value = json["choice"]?.text {
            self = .choice(value, label: json["label"]?.text ?? value)
        } else if let date = json["date"]?.text {
            self = .date(date)
        } else if let words = json["place"]?.text {
            self = .place(words, latitude: json["latitude"]?.double, longitude: json["longitude"]?.double)
        } else if let phone = json["phone"]?.text {
            self = .phone(phone)
        } else if let flag = json["flag"]?.boolean {
            self = .flag(flag)
        } else if let name = json["file"]?.text, let octets = json["octets"]?.text.flatMap(Base64.octets(of:)) {
            self = .file(name: name, octets: octets)
        } else {
            return nil
        }
    }
}

extension JSON {
    fileprivate var double: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        case .null, .boolean, .text, .array, .object: nil
        }
    }
}
