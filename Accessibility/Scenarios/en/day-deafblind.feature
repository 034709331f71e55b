@day @profile-deafblind
Feature: A deafblind agent's day
  By keyboard and under the fingers.

  Background:
    Given a deafblind agent
    And a braille line of 40 cells

  @day @profile-deafblind @EN-4.2.4 @A20 @EN-5.2
  Scenario: Arriving
    When the program starts
    Then the braille line shows "Ready, line Reception"
    And the screen shows "Line Reception: ready"

  @day @profile-deafblind @EN-4.2.4 @A20 @A7 @A30 @slow
  Scenario: Ten calls
    Given I am online
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When I wait 800 ms
    And I answer
    Then the call from Dupont is answered
    When I hang up
    Then the call from Dupont has ended
    When Martin calls
    Then the braille line begins with "Incoming Martin"
    When I wait 800 ms
    And I answer
    Then the call from Martin is answered
    When I hang up
    Then the call from Martin has ended
    When Petit calls
    Then the braille line begins with "Incoming Petit"
    When I wait 800 ms
    And I answer
    Then the call from Petit is answered
    When I hang up
    Then the call from Petit has ended
    When Moreau calls
    Then the braille line begins with "Incoming Moreau"
    When I wait 800 ms
    And I answer
    Then the call from Moreau is answered
    When I hang up
    Then the call from Moreau has ended
    When Girard calls
    Then the braille line begins with "Incoming Girard"
    When I wait 800 ms
    And I answer
    Then the call from Girard is answered
    When I hang up
    Then the call from Girard has ended
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When I wait 800 ms
    And I answer
    Then the call from Dupont is answered
    When I hang up
    Then the call from Dupont has ended
    When Martin calls
    Then the braille line begins with "Incoming Martin"
    When I wait 800 ms
    And I answer
    Then the call from Martin is answered
    When I hang up
    Then the call from Martin has ended
    When Petit calls
    Then the braille line begins with "Incoming Petit"
    When I wait 800 ms
    And I answer
    Then the call from Petit is answered
    When I hang up
    Then the call from Petit has ended
    When Moreau calls
    Then the braille line begins with "Incoming Moreau"
    When I wait 800 ms
    And I answer
    Then the call from Moreau is answered
    When I hang up
    Then the call from Moreau has ended
    When Girard calls
    Then the braille line begins with "Incoming Girard"
    When I wait 800 ms
    And I answer
    Then the call from Girard is answered
    When I hang up
    Then the call from Girard has ended
    And the program is still running

  @day @profile-deafblind @EN-4.2.4 @A20 @A26
  Scenario: Transferring a call
    Given the setting "interface.confirm_transfer" is "false"
    And a contact Martin with number "0476003344"
    And a peer Martin
    And a call in progress with Dupont
    # What waits on the braille line is read first: "Ready", then "Connected".
    When I wait 500 ms
    And I press Enter two times 700 ms apart
    And I press F7
    Then the braille line shows "Transfer to"
    When I type "martin"
    And I press Enter
    Then the braille line shows "Transfer at once"
    When I press Enter
    Then Dupont receives a REFER

  @day @profile-deafblind @EN-4.2.4 @A20 @A23
  Scenario: Taking a note
    Given a call in progress with Dupont
    When I wait 500 ms
    And I press Enter
    Then the braille line shows "Connected"
    When I wait 500 ms
    And I press Enter
    And I press "n"
    And I type "call back on Monday"
    And I press Enter
    Then the screen shows "call back on Monday"
    When I hang up
    Then the note of the call with Dupont contains "call back on Monday"

  @day @profile-deafblind @EN-4.2.4 @A20 @A27 @slow
  Scenario: Losing the network
    Given my microphone hears a voice
    And a call in progress with Dupont
    When the network fails
    Then the screen shows "Nothing from Dupont" within 30 s
    When the network returns
    Then the screen shows "Dupont heard again"
    And the call with Dupont is answered

  @day @profile-deafblind @EN-4.2.4 @A20 @EN-11.3.3.4
  Scenario: Leaving
    Given I am online
    When I wait 500 ms
    And I press Enter
    And I ask for the command "Quit"
    Then the screen shows "Quit?"
    When I wait 600 ms
    And I press Enter
    Then the program ends
