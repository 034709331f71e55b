@A25
Feature: Help
  Each page tells its keys, and each key what it does.

  Background:
    Given a blind agent

  @A25 @EN-12.1.1 @EN-11.5.2.11 @fast
  Scenario: The keys of this page
    When I press F1
    Then I am on the page "Keys"
    And I hear "Help with keys, F1 or h"
    When I press Down
    Then I hear "Where, F3 or o"
    And the cursor is on "Where, F3 or o"
    When I press End
    Then the cursor is on "Bare letters, F11 6"
    And I hear "Bare letters, F11 6"

  @A25 @A22
  Scenario: Describing a key without its act
    Given a call in progress with Dupont
    When I press F1 two times 600 ms apart
    Then I hear "Keys described. Backspace to end"
    When I press F12
    Then I hear "Hang up: ends the call; never rejects a ringing call"
    And the call with Dupont is answered
    When I press Backspace
    Then I hear "End of description"

  @A25 @EN-12.1.1 @EN-12.1.2
  Scenario: Where to read on
    When I open the page "About"
    Then the screen shows "man clairvoix"

  @A6 @EN-11.5.2.13
  Scenario: Where I am
    When I press Down
    And I ask where I am
    Then I hear something containing "Home, Go to the call, v, 2 of"
