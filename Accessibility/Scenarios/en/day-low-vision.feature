@day @profile-low-vision
Feature: A low-vision agent's day
  Large, with the voice beside.

  Background:
    Given a low-vision agent
    And a terminal of 40x12
    And the theme "yellow-on-black"

  @day @profile-low-vision @EN-4.2.2 @EN-5.2
  Scenario: Arriving
    When the program starts
    Then the screen shows "Ready, line Reception"
    And I hear "Ready, line Reception"
    And the contrast is at least 7
    And the cursor is on "Dial, d"
    And the program is still running

  @day @profile-low-vision @EN-4.2.2 @A7 @A30 @slow
  Scenario: Ten calls
    Given I am online
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I answer
    Then the screen shows "Call Dupont"
    When I hang up
    Then I am on the page "Home"
    When Martin calls
    Then I hear "Martin, line Reception"
    When I answer
    Then the screen shows "Call Martin"
    When I hang up
    Then I am on the page "Home"
    When Petit calls
    Then I hear "Petit, line Reception"
    When I answer
    Then the screen shows "Call Petit"
    When I hang up
    Then I am on the page "Home"
    When Moreau calls
    Then I hear "Moreau, line Reception"
    When I answer
    Then the screen shows "Call Moreau"
    When I hang up
    Then I am on the page "Home"
    When Girard calls
    Then I hear "Girard, line Reception"
    When I answer
    Then the screen shows "Call Girard"
    When I hang up
    Then I am on the page "Home"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I answer
    Then the screen shows "Call Dupont"
    When I hang up
    Then I am on the page "Home"
    When Martin calls
    Then I hear "Martin, line Reception"
    When I answer
    Then the screen shows "Call Martin"
    When I hang up
    Then I am on the page "Home"
    When Petit calls
    Then I hear "Petit, line Reception"
    When I answer
    Then the screen shows "Call Petit"
    When I hang up
    Then I am on the page "Home"
    When Moreau calls
    Then I hear "Moreau, line Reception"
    When I answer
    Then the screen shows "Call Moreau"
    When I hang up
    Then I am on the page "Home"
    When Girard calls
    Then I hear "Girard, line Reception"
    When I answer
    Then the screen shows "Call Girard"
    When I hang up
    Then I am on the page "Home"
    Then the history contains 10 calls

  @day @profile-low-vision @EN-4.2.2 @A26
  Scenario: Transferring a call
    Given a contact Martin with number "0476003344"
    And a peer Martin
    And a call in progress with Dupont
    When I press F7
    And I type "martin"
    And I press Enter
    And I wait 600 ms
    And I press Enter two times 800 ms apart
    Then Dupont receives a REFER
    When Dupont accepts the transfer
    Then the screen shows "Dupont transferred"

  @day @profile-low-vision @EN-4.2.2 @A23
  Scenario: Taking a note
    Given a call in progress with Dupont
    When I press "n"
    And I type "call back on Monday"
    And I press Enter
    Then the screen shows "call back on Monday"
    When I hang up
    Then the note of the call with Dupont contains "call back on Monday"

  @day @profile-low-vision @EN-4.2.2 @A27 @slow
  Scenario: Losing the network
    Given my microphone hears a voice
    And a call in progress with Dupont
    When the network fails
    Then the screen shows "Nothing from Dupont" within 30 s
    When the network returns
    Then the screen shows "Dupont heard again"
    And the call with Dupont is answered

  @day @profile-low-vision @EN-4.2.2 @EN-11.3.3.4
  Scenario: Leaving
    Given I am online
    When I ask for the command "Quit"
    Then the screen shows "Quit?"
    When I wait 600 ms
    And I press Enter
    Then the program ends
