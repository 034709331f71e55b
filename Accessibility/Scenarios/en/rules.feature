@A14
Feature: The rules of the keys and of the voice
  What the voice waits for, what the ringing gives way to, and what each letter does.

  Background:
    Given a blind agent

  @EN-5.1.3.10 @voice
  Scenario: The ringing is lowered under the voice
    # Slow, the voice speaks longer than one turn of the ringing.
    Given the setting "voice.rate" is "120"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    And I hear the ringing
    When I ask where I am
    Then the ringing is lowered by at least 20 dB while the voice speaks

  @voice @A14
  Scenario: Never over the caller
    Given a call in progress with Dupont
    When Dupont speaks for 4 s
    And I wait 300 ms
    And Martin sends me the message "call me back"
    Then I do not hear "Message from Martin" for 2 s
    And I hear the voice of Dupont
    And I hear "Message from Martin"

  @voice @A14
  Scenario: A caller who does not stop
    # Nothing waits for more than five seconds.
    Given a call in progress with Dupont
    When Dupont speaks for 8 s
    And I wait 300 ms
    And Martin sends me the message "call me back"
    Then I do not hear "Message from Martin" for 4 s
    And I hear "Message from Martin"
    And I hear the voice of Dupont

  @voice @A6 @A14
  Scenario: What is asked for does not wait for the caller
    Given a call in progress with Dupont
    When Dupont speaks
    And I wait 300 ms
    And I ask who calls
    Then I hear "Dupont" within 400 ms
    And I hear the voice of Dupont

  @voice @A14 @A16
  Scenario: A second call reminds of itself every ten seconds
    Given a call in progress with Dupont
    When Martin calls
    Then I hear the earcon "second call"
    And I hear something containing "Martin"
    When I wait 9 s
    Then I hear the earcon "second call"
    And I do not hear the ringing

  @voice @A5 @A16
  Scenario: An earcon tells that something is still to be heard
    Given the setting "voice.rate" is "150"
    When Dupont calls
    And I wait 500 ms
    And I press Down
    Then I hear the earcon "still to be heard"
    And I hear "Dupont"

  @voice @A12
  Scenario: What is asked for is said whole
    Given the setting "voice.level" is "1"
    When I ask where I am
    Then I hear something containing "Home, Dial, d, 1 of"

  @voice @A9
  Scenario: A dead microphone is told again
    Given my microphone hears silence
    And a call in progress with Dupont
    When I wait 7 s
    Then I hear "No sound from mic"
    When I wait 6 s
    Then I hear "No sound from mic"

  @keys @EN-5.9 @EN-11.2.1.1
  Scenario Outline: An F-key and its letter: <key>
    When I press <key>
    Then I hear something containing "<words>"

    Examples:
      | key | words              |
      | F1  | Help with keys, F1 |
      | h   | Help with keys, F1 |
      | F3  | Home, Dial         |
      | o   | Home, Dial         |
      | F5  | Nothing rings      |
      | x   | Nothing rings      |
      | F12 | No call            |
      | f   | No call            |

  @keys @A7 @EN-5.9 @EN-11.2.1.1
  Scenario Outline: In a call, an F-key and its letter: <key>
    Given a call in progress with Dupont
    When I press <key>
    Then I hear something containing "<words>"

    Examples:
      | key | words            |
      | F2  | Dupont           |
      | w   | Dupont           |
      | F8  | Dupont on hold   |
      | p   | Dupont on hold   |
      | F9  | Microphone muted |
      | m   | Microphone muted |

  @keys @EN-11.2.1.1
  Scenario: A letter goes to the line that begins with it
    Given a contact Durand with number "0476003344"
    And a contact Martin with number "0476005566"
    When I open the page "Contacts"
    And I press Down
    And I press "m"
    Then the cursor is on "Martin"

  @keys @EN-11.3.2.2
  Scenario: Filtering a list
    Given a contact Durand with number "0476003344"
    And a contact Martin with number "0476005566"
    When I open the page "Contacts"
    And I press Home
    And I type "mar"
    Then I hear something containing "1"
    And the screen shows "Martin"
    And the screen does not show "Durand"

  @keys @EN-5.9
  Scenario: A command by its letter from a list
    Given a contact Martin with number "0476005566"
    When I open the page "Contacts"
    And I press Down
    And I press "`" then d
    Then I am on the page "Dial"

  @keys @EN-5.9 @A18
  Scenario: Hash, star and plus without a combination
    When I open the page "Dial"
    And I type "04dep" with 300 ms between keys
    Then the field "Number" contains "04#*+"

  @keys @EN-5.9
  Scenario: A first letter begins a name
    When I open the page "Dial"
    And I type "dep" with 300 ms between keys
    Then the field "Number" contains "dep"

  @keys @A21
  Scenario: To the call that rings, and back
    When I open the page "Dial"
    And I type "04"
    And Dupont calls
    Then I hear "Dupont, line Reception"
    When I press "`" then v
    Then the cursor is on "Incoming Dupont"
    When I press "v"
    Then the cursor is on "Number"
    And the field "Number" contains "04"

  @keys @A15 @EN-5.1.3.4
  Scenario: The announcement before
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When Dupont gives up
    Then I hear "Missed, Dupont"
    When I press F10
    Then I hear "Missed, Dupont"
    When I press F10
    Then I hear something containing "Dupont, line Reception"

  @keys @EN-11.2.1.2
  Scenario: Going back from a field
    When I open the page "Dial"
    And I type "04"
    And I press "`" then Backspace
    Then I am on the page "Home"
