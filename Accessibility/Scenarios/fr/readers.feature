# language: fr
@A29
Fonctionnalité: Les lecteurs d'écran
  Un lecteur d'écran dit la ligne choisie, une fois, et nous nous taisons.

  Contexte:
    Étant donné un agent aveugle

  @A29 @G1 @G2 @R1 @R2 @EN-11.5.2.3 @EN-11.5.2.10 @EN-11.5.2.13
  Plan du scénario: <reader> dit la ligne choisie
    Étant donné le lecteur d'écran <reader>
    Et que je suis en ligne
    Quand j'appuie sur Flèche bas
    Alors le lecteur d'écran dit « Aller à l'appel, v » une seule fois
    Et le lecteur d'écran ne dit pas « Composer, c »
    Et j'entends au plus 0 mots

    Exemples:
      | reader |
      | Fenrir |
      | yasr   |

  @A29 @R8 @EN-11.4.1.3
  Plan du scénario: <reader> dit l'appelant
    Étant donné le lecteur d'écran <reader>
    Et que je suis en ligne
    Quand Dupont appelle
    Alors le lecteur d'écran dit « Sonne Dupont »
    Et je n'entends jamais « Dupont »

    Exemples:
      | reader |
      | Fenrir |
      | yasr   |

  @A29 @G3 @R4
  Scénario: Au repos, le lecteur se tait
    Étant donné le lecteur d'écran Fenrir
    Et que je suis en ligne
    Quand j'attends 1 s
    Alors le lecteur d'écran ne dit rien pendant 4 s
