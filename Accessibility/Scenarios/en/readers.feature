@A29
Feature: Screen readers
  A screen reader says the chosen line, once, and we are silent.

  Background:
    Given a blind agent

  @A29 @G1 @G2 @R1 @R2 @EN-11.5.2.3 @EN-11.5.2.10 @EN-11.5.2.13
  Scenario Outline: <reader> says the chosen line
    Given the screen reader <reader>
    And I am online
    When I press Down
    Then the screen reader says "Go to the call, v" only once
    And the screen reader does not say "Dial, d"
    And I hear at most 0 words

    Examples:
      | reader |
      | Fenrir |
      | yasr   |

  @A29 @R8 @EN-11.4.1.3
  Scenario Outline: <reader> says the caller
    Given the screen reader <reader>
    And I am online
    When Dupont calls
    Then the screen reader says "Incoming Dupont"
    And I never hear "Dupont"

    Examples:
      | reader |
      | Fenrir |
      | yasr   |

  @A29 @G3 @R4
  Scenario: At rest the reader is silent
    Given the screen reader Fenrir
    And I am online
    When I wait 1 s
    Then the screen reader says nothing for 4 s
